package dev.ordersync.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What an outside system answered, sorted once, where the call was made. Every caller has to say what it does in each
 * case: take the {@link Ok} or pass the rest on with {@link #failure()}.
 *
 * @param <T> what a good answer holds
 */
public sealed interface Answer<T> {

    /** The call was carried out. */
    record Ok<T>(T value) implements Answer<T> {}

    /** The call was not carried out, or its outcome is unknown; the kinds are in {@link Failure}. */
    record Failed<T>(Failure failure) implements Answer<T> {
        public Failed {
            Objects.requireNonNull(failure);
        }
    }

    /** Why there is no good answer. */
    sealed interface Failure {

        /** The system understood and refused (400, 409, 412, 422...): repeating the same call cannot help. */
        record Refused(int status, String message, List<String> fields) implements Failure {}

        /** 404, or a list that should hold one record and holds none. */
        record Missing(String what) implements Failure {}

        /** 401 or 403: nothing works with these credentials until a person changes them. */
        record Denied(int status, String message) implements Failure {}

        /** Not carried out, since the quota is used up (429, or our own count): the same call is safe after the wait. */
        record Throttled(Duration pause) implements Failure {}

        /** No answer, or 5xx, to a call that changes nothing or can be repeated without harm. */
        record Unreachable(String reason) implements Failure {}

        /** No answer, or 5xx, to a call that creates something: it may or may not have happened. */
        record Uncertain(String reason) implements Failure {}

        /** One line for logs and timelines; holds no payload and no secret. */
        default String words() {
            if (this instanceof Refused r)
                return "refused (" + r.status() + "): " + r.message()
                        + (r.fields().isEmpty() ? "" : " [" + String.join(", ", r.fields()) + "]");
            if (this instanceof Missing m) return "not found: " + m.what();
            if (this instanceof Denied d) return "credentials refused (" + d.status() + "): " + d.message();
            if (this instanceof Throttled t)
                return "quota used up, free in " + t.pause().toSeconds() + " s";
            if (this instanceof Unreachable u) return "no answer: " + u.reason();
            return "outcome unknown: " + ((Uncertain) this).reason();
        }
    }

    static <T> Answer<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Answer<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    default boolean isOk() {
        return this instanceof Ok;
    }

    /** The value of a good answer; a bug when asked of a failed one. */
    default T value() {
        if (this instanceof Ok<T> ok) return ok.value();
        throw new IllegalStateException("no value: " + failure().words());
    }

    /** The failure of a failed answer; a bug when asked of a good one. */
    default Failure failure() {
        if (this instanceof Failed<T> failed) return failed.failure();
        throw new IllegalStateException("not a failure");
    }

    default <R> Answer<R> map(Function<? super T, ? extends R> f) {
        return this instanceof Ok<T> ok ? ok(f.apply(ok.value())) : failed(failure());
    }
}
