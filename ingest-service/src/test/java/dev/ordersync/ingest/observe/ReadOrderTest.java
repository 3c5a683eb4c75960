package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Gate;
import dev.ordersync.api.Secret;
import dev.ordersync.api.Transport;
import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.bigcommerce.BigCommerce;
import dev.ordersync.bigcommerce.OrderReader;
import dev.ordersync.bigcommerce.OrderReading;
import dev.ordersync.ingest.world.Loopback;
import dev.ordersync.stores.StoreSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadOrderTest {
    private static final String ORDER = "/stores/abc/v2/orders/7";
    private static final String LINE = """
            {"id":70,"name":"Mug","type":"physical","quantity":1,"price_inc_tax":"11.90","price_ex_tax":"10.00",
             "total_inc_tax":"11.90","total_ex_tax":"10.00","total_tax":"1.90","discounted_total_inc_tax":"11.90"}""";
    private static final String BARE = """
            {"id":7,"status_id":11,"date_created":"Thu, 20 Jun 2019 16:07:08 +0000","default_currency_code":"EUR",
             "total_inc_tax":"14.90","total_ex_tax":"12.52","total_tax":"2.38","items_total":1,
             "products":{"url":"u","resource":"/orders/7/products"},
             "shipping_addresses":{"url":"u","resource":"/orders/7/shippingaddresses"}}""";

    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Loopback bigcommerce;

    @BeforeEach
    void open() {
        bigcommerce = new Loopback(this::answer);
        bodies.put(ORDER, BARE);
        bodies.put(ORDER + "/products", "[" + LINE + "]");
        bodies.put(
                ORDER + "/shipping_addresses",
                "[{\"id\":3,\"first_name\":\"Ada\",\"street_1\":\"Pier 9\",\"city\":\"Oslo\",\"country\":\"Norway\"}]");
        bodies.put(
                ORDER + "/fees",
                "{\"fees\":[{\"id\":1,\"display_name_merchant\":\"Rush\",\"cost_ex_tax\":\"2.52\",\"cost_inc_tax\":\"3.00\",\"cost_tax\":\"0.48\"}]}");
        bodies.put(ORDER + "/taxes", "[]");
    }

    @AfterEach
    void close() {
        bigcommerce.close();
    }

    @Test
    void anOrderWithoutItsPartsIncludedIsReadWithItsAddressAndFeesAllTheSame() {
        BcOrder order = order();

        assertThat(order.consignments())
                .extracting(to -> to.address().street1())
                .containsExactly("Pier 9");
        assertThat(order.fees()).extracting(fee -> fee.name()).containsExactly("Rush");
        assertThat(order.linesComplete()).isTrue();
    }

    @Test
    void anOrderIsReadBareWhereTheRequestForItsPartsIsNotTaken() {
        bodies.put(ORDER + "?include", "400");

        assertThat(order().consignments()).hasSize(1);
    }

    @Test
    void aListOfTaxesOrFeesThatDoesNotExistHoldsNoOrderBack() {
        // 13 % is a rate that the amounts alone do not tell
        String included = "\"products\":[" + LINE.replace("1.90\"", "1.37\"").replace("10.00", "10.53") + "],\"x\":";
        bodies.put(ORDER, BARE.replace("\"products\":", included));
        bodies.put(ORDER + "/taxes", "404");
        bodies.put(ORDER + "/fees", "404");

        BcOrder order = order();

        assertThat(order.fees()).isEmpty();
        assertThat(order.taxes()).isEmpty();
        assertThat(asked).contains(ORDER + "/taxes");
    }

    @Test
    void linesThatHadToBeReadByThemselvesHaveTheirTaxesReadToo() {
        order();

        assertThat(asked).contains(ORDER + "/products", ORDER + "/taxes");
    }

    @Test
    void oneWrappingTellsItsRateSeveralDoNot() {
        bodies.put(ORDER, included(wrapped(70)));
        order();
        assertThat(asked).doesNotContain(ORDER + "/taxes");

        bodies.put(ORDER, included(wrapped(70) + "," + wrapped(71)));
        order();
        assertThat(asked).contains(ORDER + "/taxes");
    }

    private static String wrapped(int id) {
        return """
                {"id":%d,"name":"Desk","type":"physical","quantity":1,"price_inc_tax":"1190.00","price_ex_tax":"1000.00",
                 "total_inc_tax":"1190.00","total_ex_tax":"1000.00","total_tax":"190.00",
                 "discounted_total_inc_tax":"1190.00","wrapping_cost_ex_tax":"1000.00",
                 "wrapping_cost_inc_tax":"1190.00","wrapping_cost_tax":"190.00"}""".formatted(id);
    }

    private static String included(String lines) {
        return BARE.replace(
                "\"shipping_addresses\":",
                "\"wrapping_cost_ex_tax\":\"2000.00\",\"wrapping_cost_inc_tax\":\"2380.00\",\"wrapping_cost_tax\":\"380.00\","
                        + "\"fees\":[],\"consignments\":{\"pickups\":[],\"shipping\":[{\"id\":3,\"line_items\":["
                        + lines + "]}]},\"shipping_addresses\":");
    }

    @Test
    void feesThatAreALinkAreReadThoughItsLinesAreIncluded() {
        bodies.put(
                ORDER,
                included(wrapped(70))
                        .replace("\"fees\":[]", "\"fees\":{\"url\":\"u\",\"resource\":\"/orders/7/fees\"}"));

        BcOrder order = order();

        assertThat(order.fees()).extracting(fee -> fee.name()).containsExactly("Rush");
        assertThat(order.consignments()).hasSize(1);
        assertThat(order.linesComplete()).isTrue();
    }

    @Test
    void anOrderWithItsPartsIncludedCostsNoCallForThem() {
        bodies.put(
                ORDER,
                BARE.replace(
                        "\"shipping_addresses\":",
                        "\"fees\":[],\"consignments\":{\"pickups\":[],\"shipping\":[{\"id\":3,\"line_items\":[" + LINE
                                + "]}]},\"shipping_addresses\":"));

        assertThat(order().consignments()).hasSize(1);
        assertThat(asked).doesNotContain(ORDER + "/fees", ORDER + "/shipping_addresses", ORDER + "/products");
    }

    private BcOrder order() {
        var transport = new Transport(null, Clock.systemUTC());
        var client = new BigCommerce(transport, bigcommerce.url(), "abc", Secret.of("t0ken"), Gate.OPEN);
        Answer<Snapshot> read = ReadOrder.read(client.orders(), StoreSettings.defaults(), 7, Instant.EPOCH);
        Snapshot snapshot = read.value();
        OrderReading reading = OrderReader.read(snapshot.order(), snapshot.lines(), snapshot.taxes());
        assertThat(reading).isInstanceOf(OrderReading.Readable.class);
        return ((OrderReading.Readable) reading).order();
    }

    /** A body is what is answered, three digits are a status; a path with a query counts before one without. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body = query.startsWith("include") && bodies.containsKey(path + "?include")
                ? bodies.get(path + "?include")
                : bodies.getOrDefault(path, "404");
        boolean isStatus = body.length() == 3;
        Loopback.answer(exchange, isStatus ? Integer.parseInt(body) : 200, isStatus ? "[]" : body);
    }
}
