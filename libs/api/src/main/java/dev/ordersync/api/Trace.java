package dev.ordersync.api;

import java.util.Map;

/**
 * Spans of an order's way from the webhook to the call. Off unless a tracer is installed at the start; then what comes
 * in with a trace still hands it on, so that one service without tracing does not cut it.
 */
public final class Trace {

    /** Makes spans. */
    @FunctionalInterface
    public interface Tracer {
        /** @param parent traceparent of the span it belongs under; null for the first of a trace */
        Span begin(String name, String parent, Map<String, String> attributes);
    }

    /** Ends when closed. */
    public interface Span extends AutoCloseable {
        /** What those that come under it are given; null when nobody traces. */
        String traceparent();

        /** Never a secret, a name or an address. */
        void tell(String key, String value);

        @Override
        void close();
    }

    private static volatile Tracer tracer = (name, parent, attributes) -> new Untraced(parent);

    private Trace() {}

    public static void install(Tracer installed) {
        tracer = installed;
    }

    /** Begins a span under the present origin's. */
    public static Span begin(String name, Map<String, String> attributes) {
        return begin(name, Origin.present().traceparent(), attributes);
    }

    public static Span begin(String name, String parent, Map<String, String> attributes) {
        return tracer.begin(name, parent, attributes);
    }

    private record Untraced(String traceparent) implements Span {
        @Override
        public void tell(String key, String value) {
            // nobody listens
        }

        @Override
        public void close() {
            // nothing was begun
        }
    }
}
