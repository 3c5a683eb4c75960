package dev.ordersync.observability;

import dev.ordersync.api.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Spans for an OpenTelemetry collector (OTLP over HTTP), sent in batches beside the work.
 *
 * <p>When the collector is away: spans are dropped, nothing waits for it.
 */
final class SendSpans implements Trace.Tracer, AutoCloseable {
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param ratio share of new traces that are kept, 0 to 1; what comes in with a trace follows its decision */
    SendSpans(String endpoint, String service, double ratio) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.replaceAll("/+$", "") + "/v1/traces")
                .setTimeout(Duration.ofSeconds(5))
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build())
                .build();
        this.tracer = provider.get("dev.ordersync");
    }

    @Override
    public Trace.Span begin(String name, String parent, Map<String, String> attributes) {
        var builder = tracer.spanBuilder(name);
        if (parent == null) builder.setNoParent();
        else builder.setParent(Context.root().with(Span.wrap(remote(parent))));
        attributes.forEach(builder::setAttribute);
        return new Begun(builder.startSpan());
    }

    /** The parts of {@code 00-<trace>-<span>-<flags>}. */
    private static SpanContext remote(String traceparent) {
        String[] parts = traceparent.split("-");
        return SpanContext.createFromRemoteParent(
                parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
    }

    @Override
    public void close() {
        provider.shutdown().join(3, TimeUnit.SECONDS);
    }

    private record Begun(Span span) implements Trace.Span {
        @Override
        public String traceparent() {
            SpanContext context = span.getSpanContext();
            return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                    + context.getTraceFlags().asHex();
        }

        @Override
        public void tell(String key, String value) {
            span.setAttribute(key, value);
        }

        @Override
        public void close() {
            span.end();
        }
    }
}
