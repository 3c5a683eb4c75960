package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.katana.world.Snapshot;
import dev.ordersync.sandbox.run.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator sees of an order: metrics, JSON logs, a trace; and what nobody must see anywhere. */
@Tag("thorough")
class ObservabilityScenario {
    private static final Duration GAUGES = Duration.ofSeconds(90);
    /** Spans are exported every 5 s. */
    private static final Duration EXPORTED = Duration.ofSeconds(10);

    private static final String TOKEN = "marker-token-5b1f";
    private static final String KATANA = "marker-account-77aa";
    private static final String PERSON = "Markerella";

    private static Collector collector;
    private static WholeSystem system;
    private static ConnectedStore store;
    private static int order;

    /** One order that goes all the way and back, and one that is held. */
    @BeforeAll
    static void anOrderGoesAllTheWay() {
        collector = new Collector();
        system = WholeSystem.start(Shape.single()
                .with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url())
                .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));
        store = system.prepare(StoreSetup.dollar(WholeSystem.newHash(), TOKEN), KATANA);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "12.50"));
        store.put(settings -> {});
        store.activate();
        // with the first import over and the hooks in place, the order comes by its webhook
        await().atMost(SOON)
                .until(() -> store.activeHooks() > 0
                        && store.progress().path("phase").asText().equals("live"));
        order = store.shop().place(checkout("MUG"));
        Snapshot.Order salesOrder = store.awaitSalesOrder(order);
        store.awaitState(order, "synced");
        system.sandbox().katana().hand(store.account(), hand -> hand.deliver(salesOrder.id()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(store.shop().status(order)).isEqualTo(10));
        store.put(settings -> settings.put("createProducts", false));
        store.shop().stock(Product.Spec.of("NOBODY-KNOWS", "Not in Katana", "1.00"));
        store.awaitState(store.shop().place(checkout("NOBODY-KNOWS")), "held");
    }

    @AfterAll
    static void noMore() {
        collector.close();
    }

    private static Checkout checkout(String sku) {
        return Checkout.guest(Address.us(PERSON, "Secretson", "markerella@shopper.example"))
                .line(sku, 2);
    }

    @Test
    void everyExportedMetricIsDocumentedAndEveryDocumentedOneIsExported() {
        await().atMost(GAUGES).untilAsserted(() -> {
            Map<String, String> missing = new TreeMap<>();
            List<String> seen = new ArrayList<>();
            for (ServiceProcess service : system.services()) {
                Map<String, String> documented = DocumentedMetrics.documented(service.name());
                Map<String, String> exported = DocumentedMetrics.exported(service.uri("/q/metrics"));
                assertThat(exported.entrySet()).as(service.name()).isNotEmpty().isSubsetOf(documented.entrySet());
                seen.addAll(exported.keySet());
                missing.putAll(documented);
            }
            missing.keySet().removeAll(seen);
            assertThat(missing).as("documented, but no service exports it").isEmpty();
        });
    }

    /** A sweep that sees an order before its webhook comes begins that order's trace: then another order has to show it. */
    @Test
    void oneTraceGoesFromTheWebhookThroughTheBrokerToTheCall() {
        await().atMost(SOON).pollDelay(EXPORTED).pollInterval(EXPORTED).untilAsserted(() -> {
            Optional<Collector.Span> call = collector.spans().stream()
                    .filter(span -> span.name().matches("POST .*/sales_orders"))
                    .filter(span -> root(span).name().equals("webhook bigcommerce"))
                    .findFirst();
            if (call.isEmpty()) store.shop().place(checkout("MUG"));
            assertThat(call).as("a create that began with a webhook").isPresent();
            assertThat(path(call.get()))
                    .startsWith("webhook bigcommerce", "OBSERVE_ORDER", "bigcommerce.orders.raw take")
                    .contains("PUSH_SALES_ORDER");
        });
    }

    @Test
    void linesOfAJobCarryStoreOrderAttemptAndOutcomeAsFields() {
        for (ServiceProcess service : system.services())
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(system.printed(service).stream()
                                    .map(ObservabilityScenario::fields)
                                    .filter(fields -> fields.path("store")
                                                    .asText()
                                                    .equals(store.hash())
                                            && fields.path("outcome").asText().equals("done")))
                            .as(service.name())
                            .isNotEmpty()
                            .allSatisfy(fields -> assertThat(List.of(
                                            fields.path("order").asText(),
                                            fields.path("attempt").asText(),
                                            fields.path("work").asText()))
                                    .doesNotContain("")));
    }

    @Test
    void neitherLogsNorTracesHoldASecretOrAPerson() {
        List<String> never = new ArrayList<>(Secrets.of(system, store));
        never.add(PERSON);
        never.add("Secretson");
        never.add("markerella@");
        for (ServiceProcess service : system.services())
            assertThat(system.printed(service)).as(service.name()).isNotEmpty().noneMatch(line -> holds(line, never));
        assertThat(collector.bodies()).isNotEmpty().noneMatch(body -> holds(body, never));
    }

    @Test
    void neitherTopicsNorDatabaseHoldASecret() throws Exception {
        List<String> never = Secrets.of(system, store);

        assertThat(Secrets.records(system)).isNotEmpty().noneMatch(record -> holds(record, never));
        assertThat(Secrets.rows(system)).isNotEmpty().noneMatch(row -> holds(row, never));
    }

    private static boolean holds(String text, List<String> never) {
        return never.stream().anyMatch(text::contains);
    }

    private static JsonNode fields(String line) {
        return line.startsWith("{") ? WholeSystem.read(line).path("mdc") : WholeSystem.object();
    }

    private static Collector.Span root(Collector.Span span) {
        return collector.spans().stream()
                .filter(other ->
                        other.trace().equals(span.trace()) && other.id().equals(span.parent()))
                .findFirst()
                .map(ObservabilityScenario::root)
                .orElse(span);
    }

    /** Names from the first span of the trace down to this one. */
    private static List<String> path(Collector.Span span) {
        List<String> path = new ArrayList<>();
        collector.spans().stream()
                .filter(other ->
                        other.trace().equals(span.trace()) && other.id().equals(span.parent()))
                .findFirst()
                .ifPresent(parent -> path.addAll(path(parent)));
        path.add(span.name());
        return path;
    }
}
