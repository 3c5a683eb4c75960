package dev.ordersync.sandbox.kernel;

/**
 * One outside system. All methods are called on the loop, one at a time.
 *
 * <p>When a method throws: the caller gets a plain 500 and the journal names the exception, so that a mistake of the
 * simulator is never taken for behaviour of the real system.
 */
public interface Simulator {
    /** The name in the journal, in faults and under {@code /sandbox/}: {@code bigcommerce} or {@code katana}. */
    String side();

    /** The path prefix of its API, for example {@code /katana/v1}. */
    String mount();

    /** Whose call this is: store hash or Katana account; {@code ""} when it cannot be told. */
    String scope(Request request);

    /** The API itself, quota and authentication included. */
    Reply answer(Request request);

    /**
     * An error as this system words it (status 401, 429 or 5xx), with its usual headers; asked for by faults.
     *
     * @param waitMillis how long a 429 asks to wait
     */
    Reply failure(Request request, int status, long waitMillis);

    /** The back door under {@code /sandbox/<side>}: what people and time do in the real system. */
    Reply control(Request request);
}
