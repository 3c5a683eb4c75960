package dev.ordersync.ingest.console;

import static dev.ordersync.ingest.world.Bench.order;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.ordersync.events.Codec;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.events.Topics;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import dev.ordersync.stores.SkuRule;
import dev.ordersync.stores.SkuRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders, one order and what needs a person, as pages. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class DailyPagesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static String cookie;
    private static String token;

    @Inject
    Database database;

    private final String store = Bench.newStore();

    @BeforeEach
    void twoOrdersOneHeldForAnUnknownSku() {
        if (cookie == null) signIn();
        for (int id = 1; id <= 2; id++) Bench.place(store, order(id, 11, Instant.now()));
        Bench.connectAndActivate(store);
        say(1, "created", "Created as sales order W-1 in Katana.", "synced", null);
        say(2, "held", "SKU CH-1 is not in Katana.", "held", "unknown-sku:CH-1");
        var row = new OrderLinked.Row(10, 900, 800, "CH-1", new BigDecimal("2"), false);
        var link =
                new OrderLinked(store, 1, OrderLinked.LINKED, 555, "W-1", 1, List.of(row), Instant.now(), null, null);
        Bench.publish(Topics.ORDER_LINKS, store + ":1", Codec.encode(link));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(page("/orders?store=" + store)).contains("SKU CH-1 is not in Katana.", "W-1", link(1), link(2));
            assertThat(page("/orders/" + store + "/1")).contains("variant 800", "Read from BigCommerce");
            assertThat(page("/orders/" + store + "/2")).contains("Read from BigCommerce");
        });
    }

    @Test
    void ordersAreFoundByWhatAPersonHasAtHand() {
        String all = "/orders?store=" + store;

        assertThat(page(all + "&q=ch-1")).contains(link(1), link(2));
        assertThat(page(all + "&q=MARKER@example.test")).contains(link(1), link(2));
        assertThat(page(all + "&q=W-1")).contains(link(1)).doesNotContain(link(2));
        assertThat(page(all + "&view=held")).contains(link(2)).doesNotContain(link(1));
        assertThat(page(all + "&q=nobody@example.test")).contains("No order fits");
        get("/orders?view=lost").statusCode(404);
        get("/orders?store=nosuch").statusCode(404).body(containsString("There is no store"));
    }

    @Test
    void eachNumberOfTheFirstPageLeadsToTheOrdersItCounts() {
        String counted = "href=\"(/orders\\?store=" + store + "&amp;[^\"]*)\"><span class=\"n\">%s<[^\n]*>synced<";
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/home/stores")).containsPattern(counted.formatted(1)));
        Matcher synced = Pattern.compile(counted.formatted(1)).matcher(page("/home/stores"));
        assertThat(synced.find()).isTrue();

        assertThat(page(synced.group(1).replace("&amp;", "&")))
                .contains(link(1))
                .doesNotContain(link(2));
    }

    @Test
    void nobodysAddressIsKeptInTheOrderView() {
        String kept = database.call(tx -> {
            try (var ask = tx.createStatement();
                    var rows = ask.executeQuery("select string_agg(v::text || coalesce(l::text, ''), ' ')"
                            + " from ingest.order_view v left join ingest.order_lines l using (store, order_id)"
                            + " where store = '" + store + "'")) {
                rows.next();
                return rows.getString(1);
            }
        });

        assertThat(kept).contains("CH-1").doesNotContain("marker", "example.test");
    }

    @Test
    void manyOrdersAreToldOneWord() {
        form("/orders/bulk", "store", store, "word", "exclude", "ids", "1").statusCode(303);
        form("/orders/bulk", "store", store, "word", "explode", "ids", "1").statusCode(400);
        form("/orders/bulk", "store", store, "word", "exclude", "ids", "1", "ids", "2", "reason", "a test order")
                .statusCode(303);

        for (int id = 1; id <= 2; id++) {
            String key = store + ":" + id;
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Bench.records(Topics.COMMANDS, key, OrderCommand.class))
                            .extracting(OrderCommand::command, OrderCommand::by, OrderCommand::reason)
                            .containsExactly(tuple("exclude", "admin", "a test order")));
        }
    }

    @Test
    void theOrderPageTellsBothSidesWhyAndWhatHappened() {
        assertThat(page("/orders/" + store + "/1"))
                .contains("Created as sales order W-1 in Katana.")
                .contains("https://store-" + store + ".mybigcommerce.com/manage/orders/1")
                .contains("https://factory.katanamrp.com/salesorder/555")
                .contains("Chair", "The same to the cent.")
                .doesNotContain("marker");
        get("/orders/" + store + "/77").statusCode(404);
        get("/orders/" + store + "/no-number").statusCode(404);
    }

    @Test
    void theCustomersDataAreShownOnlyToWhoAsksAndTheAskingIsNoted() {
        Matcher read = Pattern.compile("/payload\\?kind=observed&amp;at=([0-9T:.Z-]+)")
                .matcher(page("/orders/" + store + "/1"));
        assertThat(read.find()).isTrue();
        String payload = "/orders/" + store + "/1/payload";

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page(payload + "?kind=observed&at=" + read.group(1)))
                        .contains("CH-1", "•••")
                        .doesNotContain("marker"));
        assertThat(page("/orders/" + store + "/1")).doesNotContain("looked at the customer");

        form(payload, "kind", "observed", "at", read.group(1))
                .statusCode(200)
                .body(containsString("marker@example.test"));
        assertThat(page("/orders/" + store + "/1")).contains("admin looked at the customer");
    }

    @Test
    void anOrderIsLinkedToASalesOrderThatExists() {
        form("/orders/" + store + "/2/link", "salesOrder", "no number").statusCode(303);
        form("/orders/" + store + "/2/link", "salesOrder", "https://factory.katanamrp.com/salesorder/4711")
                .statusCode(303);
        String address = "/api/stores/" + store + "/orders/2/link";
        Bench.api().body("{\"salesOrderId\": 4712}").post(address).then().statusCode(202);
        for (String body : List.of("{}", "{\"salesOrderId\": \"x\"}", "{\"salesOrderId\": 0}", "{oops"))
            Bench.api().body(body).post(address).then().statusCode(400);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Bench.records(Topics.COMMANDS, store + ":2", OrderCommand.class))
                        .extracting(OrderCommand::command, OrderCommand::salesOrderId)
                        .containsExactly(tuple("link", 4711L), tuple("link", 4712L)));
    }

    @Test
    void aGroupIsMendedWhereItIsSeenAndClosesWhenItsOrdersGoThrough() {
        String retry = "name=\"store\" value=\"" + store + "\"><input type=\"hidden\" name=\"state\"";
        assertThat(page("/attention")).contains("CH-1 is not in Katana", "Create this product", "treatAs", retry);

        form("/attention/sku", "store", store, "sku", "CH-1", "treatAs", "CHAIR")
                .statusCode(303);

        assertThat(rules())
                .extracting(rule -> rule.treatAs() + " by " + rule.changedBy())
                .containsExactly("CHAIR by admin");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Bench.records(Topics.COMMANDS, store + ":2", OrderCommand.class))
                        .extracting(OrderCommand::command)
                        .containsExactly("retry"));
        say(2, "created", "Created as sales order W-2 in Katana.", "synced", null);
        await().atMost(SOON).untilAsserted(() -> assertThat(page("/attention")).doesNotContain(retry));
        assertThat(page("/attention")).contains("is treated as Katana");

        form("/attention/sku/forget", "store", store, "sku", "CH-1").statusCode(303);
        assertThat(rules()).isEmpty();
    }

    @Test
    void storesOfOneNameAreToldApart() {
        String namesake = Bench.newStore();
        Bench.api()
                .body("{\"name\": \"Shop " + store + "\", \"bigcommerce\": {\"accessToken\": \"marker-token\"}}")
                .put("/api/stores/" + namesake)
                .then()
                .statusCode(201);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/orders?store=" + store))
                        .contains(">Shop " + store + " (" + store + ")<", ">Shop " + store + " (" + namesake + ")<"));
        assertThat(page("/attention")).contains(">Shop " + store + " (" + store + ")</h2>");
    }

    @Test
    void theNeedsOfOneStoreAreShownAlone() {
        String other = Bench.newStore();
        Bench.put(other, "{}").then().statusCode(201);
        database.run(tx -> SkuRules.say(tx, other, "ELSEWHERE", null, "admin"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/attention")).contains("CH-1 is not in Katana", "ELSEWHERE"));
        assertThat(page("/attention?store=" + store))
                .contains("CH-1 is not in Katana", "Only Shop " + store + " is shown", "/attention/live?store=" + store)
                .doesNotContain("ELSEWHERE");
        get("/attention?store=nosuch").statusCode(404);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        Matcher live = Pattern.compile("hx-get=\"(/orders/" + store + "/2/live\\?version=[0-9a-f]+)\"")
                .matcher(page("/orders/" + store + "/2"));
        assertThat(live.find()).isTrue();

        get(live.group(1)).statusCode(204);
        say(2, "waiting", "Waits for something else.", "waiting", null);
        await().atMost(SOON)
                .untilAsserted(() -> get(live.group(1))
                        .statusCode(200)
                        .body(containsString("Waits for something else."))
                        .body(not(containsString("<html"))));
    }

    private List<SkuRule> rules() {
        return database.call(tx -> SkuRules.all(tx, store));
    }

    private String link(long orderId) {
        return "/orders/" + store + "/" + orderId + "\"";
    }

    private void say(long orderId, String kind, String text, String state, String cause) {
        var receipt = new OrderActivity.Receipt(
                "20.00", "20.00", "0.00", List.of(new OrderActivity.Receipt.Step("line", "2 x Chair", "20.00", false)));
        var activity = new OrderActivity(
                store, orderId, Instant.now(), "mapping", kind, text, state, cause, null, null, receipt);
        Bench.publish(Topics.ACTIVITY, store + ":" + orderId, Codec.encode(activity));
    }

    private static String page(String path) {
        return get(path).statusCode(200).extract().asString();
    }

    private static ValidatableResponse get(String path) {
        return browser().get(path).then();
    }

    private static ValidatableResponse form(String path, String... fields) {
        RequestSpecification request = browser()
                .redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("csrf", token);
        for (int i = 0; i < fields.length; i += 2) request.formParam(fields[i], fields[i + 1]);
        return request.post(path).then();
    }

    private static RequestSpecification browser() {
        return given().accept("text/html").cookie("ordersync-session", cookie);
    }

    private static void signIn() {
        cookie = given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("user", "admin")
                .formParam("password", World.PASSWORD)
                .formParam("next", "/")
                .post("/login")
                .getCookie("ordersync-session");
        Matcher field = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page("/"));
        assertThat(field.find()).isTrue();
        token = field.group(1);
    }
}
