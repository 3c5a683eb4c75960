package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ordersync.api.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void theSameContentHasTheSameHashWhateverTheOrderOfItsFields() {
        assertThat(hash("{\"id\": 1, \"total\": \"1.00\", \"a\": [1, 2]}"))
                .isEqualTo(hash("{\"a\": [1, 2], \"total\": \"1.00\", \"id\": 1}"));
    }

    @Test
    void anOrderWithoutLinesIsUnfinishedWhenItCountsItemsOrCountsNoneAndHasATotal() {
        assertThat(isUnfinished("{\"items_total\": 2, \"total_inc_tax\": \"0.0000\"}"))
                .isTrue();
        assertThat(isUnfinished("{\"total_inc_tax\": \"9.9000\"}")).isTrue();
        assertThat(isUnfinished("{\"items_total\": null, \"total_inc_tax\": 9.9}"))
                .isTrue();
        assertThat(isUnfinished("{\"items_total\": 0, \"total_inc_tax\": \"9.9000\"}"))
                .isFalse();
        assertThat(isUnfinished("{\"total_inc_tax\": \"0.0000\"}")).isFalse();
        assertThat(isUnfinished("{}")).isFalse();
        assertThat(Snapshot.listed(tree("{\"items_total\": 2}"), Account.NONE, Instant.EPOCH)
                        .isUnfinished())
                .isFalse();
    }

    @Test
    void anOrderThatJustChangedIsUnfinishedWhileItsLinesAreFewerThanItsItems() {
        String fresh = "{\"items_total\": 3, \"date_modified\": \"Thu, 20 Jun 2019 16:07:08 +0000\"}";
        Instant asked = Instant.parse("2019-06-20T16:08:00Z");

        assertThat(isUnfinished(fresh, "[{\"quantity\": 2}]", asked)).isTrue();
        assertThat(isUnfinished(fresh, "[{\"quantity\": 2}, {\"quantity\": 1}]", asked))
                .isFalse();
        assertThat(isUnfinished(fresh, "[{\"quantity\": 2}, {\"quantity\": 2}]", asked))
                .as("parts of a bundle that are not counted")
                .isFalse();
        assertThat(isUnfinished(fresh, "[{\"quantity\": 2}]", asked.plusSeconds(600)))
                .as("it stays so")
                .isFalse();
        assertThat(isUnfinished("{\"items_total\": 3}", "[{\"quantity\": 2}]", asked))
                .isTrue();
        assertThat(isUnfinished("{}", "[{\"quantity\": 2}]", asked)).isFalse();
    }

    private static boolean isUnfinished(String order, String lines, Instant asked) {
        return new Snapshot(tree(order), (ArrayNode) tree(lines), null, null, Account.NONE, asked).isUnfinished();
    }

    private static boolean isUnfinished(String order) {
        ArrayNode none = Json.TREE.createArrayNode();
        return new Snapshot(tree(order), none, null, null, Account.NONE, Instant.EPOCH).isUnfinished();
    }

    @Test
    void theDateOfTheLastChangeIsNoContent() {
        assertThat(hash("{\"id\": 1, \"date_modified\": \"x\"}"))
                .isEqualTo(hash("{\"id\": 1, \"date_modified\": \"y\"}"));
        // below the order it is
        assertThat(hash("{\"a\": {\"date_modified\": \"x\"}}"))
                .isNotEqualTo(hash("{\"a\": {\"date_modified\": \"y\"}}"));
    }

    @Test
    void anyOtherChangeIsSeen() {
        String base = hash("{\"id\": 1, \"total\": \"1.00\", \"a\": [1, 2]}");
        assertThat(hash("{\"id\": 1, \"total\": \"1.01\", \"a\": [1, 2]}")).isNotEqualTo(base);
        assertThat(hash("{\"id\": 1, \"total\": 1.00, \"a\": [1, 2]}")).isNotEqualTo(base);
        assertThat(hash("{\"id\": 1, \"total\": \"1.00\", \"a\": [2, 1]}")).isNotEqualTo(base);
        assertThat(hash("{\"id\": 1, \"total\": \"1.00\", \"a\": [1, 2], \"b\": null}"))
                .isNotEqualTo(base);
        Snapshot taxed =
                new Snapshot(tree("{\"id\": 1}"), null, (ArrayNode) tree("[]"), null, Account.NONE, Instant.EPOCH);
        assertThat(taxed.hash()).isNotEqualTo(hash("{\"id\": 1}"));
    }

    @Test
    void theTotalHasTheDecimalsOfItsCurrency() {
        assertThat(order(
                                "{\"total_inc_tax\": \"12.3000\", \"default_currency_code\": \"EUR\", \"currency_code\": \"JPY\"}")
                        .total())
                .isEqualTo("12.30");
        assertThat(order("{\"total_inc_tax\": 1200, \"default_currency_code\": \"JPY\"}")
                        .total())
                .isEqualTo("1200");
        assertThat(order("{\"total_inc_tax\": \"\"}").total()).isNull();
    }

    private static String hash(String json) {
        return order(json).hash();
    }

    @Test
    void anAccountsEmailIsRecordedWithTheOrderAndCountsAsContent() {
        Snapshot known = order("{\"id\": 1}").with(new Account("ada@account.example"));

        assertThat(known.recorded()).isEqualTo(tree("{\"id\": 1, \"customer\": {\"email\": \"ada@account.example\"}}"));
        assertThat(known.order()).as("what a list is compared with").isEqualTo(tree("{\"id\": 1}"));
        assertThat(known.hash()).isNotEqualTo(order("{\"id\": 1}").hash());
    }

    private static Snapshot order(String json) {
        return Snapshot.listed(tree(json), Account.NONE, Instant.EPOCH);
    }

    private static JsonNode tree(String json) {
        return Json.read(json).orElseThrow();
    }
}
