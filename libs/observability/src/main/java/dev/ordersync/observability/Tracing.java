package dev.ordersync.observability;

import dev.ordersync.api.Trace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends spans to a collector when {@code OTEL_EXPORTER_OTLP_ENDPOINT} names one; otherwise nothing of OpenTelemetry is
 * even loaded.
 */
@ApplicationScoped
class Tracing {
    private static final Logger LOG = Logger.getLogger(Tracing.class);

    private final Optional<String> endpoint;
    private final double ratio;
    private final String service;
    private SendSpans spans;

    Tracing(
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "otel.traces.sampler.arg", defaultValue = "1.0") double ratio,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.endpoint = endpoint;
        this.ratio = ratio;
        this.service = service;
    }

    void start(@Observes @Priority(0) StartupEvent event) {
        endpoint.filter(text -> !text.isBlank()).ifPresent(text -> {
            spans = new SendSpans(text, service, ratio);
            Trace.install(spans);
            LOG.infof("outcome=tracing endpoint=%s ratio=%s", text, ratio);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (spans != null) spans.close();
    }
}
