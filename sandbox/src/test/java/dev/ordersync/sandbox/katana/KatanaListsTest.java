package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KatanaListsTest {

    private final KatanaRig rig = new KatanaRig();

    private List<Integer> taxRates(int count) {
        return IntStream.rangeClosed(1, count)
                .map(i -> rig.post("/tax_rates", "{'rate':" + i % 100 + "}").id())
                .boxed()
                .toList();
    }

    @Test
    void listIsCutIntoPagesOfFiftyNewestFirst() throws Exception {
        List<Integer> ids = taxRates(51);

        var first = rig.get("/tax_rates");
        var second = rig.get("/tax_rates?page=2");
        var beyond = rig.get("/tax_rates?page=9");

        assertThat(first.data()).hasSize(50);
        assertThat(first.data().path(0).path("id").intValue()).isEqualTo(ids.get(50));
        assertThat(second.data()).hasSize(1);
        assertThat(second.data().path(0).path("id").intValue()).isEqualTo(ids.get(0));
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.data()).isEmpty();
        assertThat(second.header("X-Pagination"))
                .isEqualTo(KatanaRig.quoted("{'total_records':'51','total_pages':'2','offset':'50','page':'2',"
                        + "'first_page':'false','last_page':'true'}"));
    }

    @Test
    void limitAbove250IsSilently250() {
        taxRates(3);

        JsonNode page = KatanaRig.object(rig.get("/tax_rates?limit=2&page=2").header("X-Pagination"));
        assertThat(page.path("offset").asText()).isEqualTo("2");
        JsonNode clamped =
                KatanaRig.object(rig.get("/tax_rates?limit=1000&page=2").header("X-Pagination"));
        assertThat(clamped.path("offset").asText()).isEqualTo("250");
    }

    @Test
    void emptyListStillHasItsPaginationHeader() {
        assertThat(rig.get("/customers").header("X-Pagination")).contains("\"total_records\":\"0\"");
    }

    @Test
    void unknownAndSenselessFiltersAreIgnored() {
        taxRates(2);

        assertThat(rig.get("/tax_rates?colour=red").data()).hasSize(2);
        assertThat(rig.get("/tax_rates?rate=many").data()).hasSize(2);
        assertThat(rig.get("/tax_rates?is_default_sales=1").data()).hasSize(2);
        assertThat(rig.get("/tax_rates?is_default_sales=true").data()).isEmpty();
    }

    @Test
    void arraysAreRepeatedKeys() {
        List<Integer> ids = taxRates(3);

        var both = rig.get("/tax_rates?ids=" + ids.get(0) + "&ids=" + ids.get(2));

        assertThat(both.data()).extracting(t -> t.path("id").intValue()).containsExactly(ids.get(2), ids.get(0));
    }

    @Test
    void deletedObjectsAppearOnlyWhenAskedForAndInTheDelta() {
        var order = rig.order(rig.variant("D-1"), "1");
        String before = order.path("updated_at").asText();
        assertThat(rig.delete("/sales_orders/" + KatanaRig.id(order)).status()).isEqualTo(204);

        assertThat(rig.get("/sales_orders").data()).isEmpty();
        var delta = rig.get("/sales_orders?include_deleted=true&updated_at_min=" + before);

        assertThat(delta.data()).hasSize(1);
        assertThat(delta.data().path(0).path("deleted_at").isTextual()).isTrue();
        assertThat(delta.data().path(0).path("updated_at").asText()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void changedSinceFindsOnlyWhatChanged() {
        int variant = rig.variant("U-1");
        rig.order(variant, "1");
        String far = "2999-01-01T00:00:00Z";

        assertThat(rig.get("/sales_orders?updated_at_min=" + far).data()).isEmpty();
        assertThat(rig.get("/sales_orders?updated_at_max=" + far).data()).hasSize(1);
        assertThat(rig.get("/sales_orders?created_at_min=" + far).data()).isEmpty();
    }

    @Test
    void deletedRowsShowOnlyInTheirOwnList() {
        int variant = rig.variant("R-1");
        String row = "{'variant_id':" + variant + ",'quantity':1}";
        var order = rig.order(row, row);
        rig.delete("/sales_order_rows/" + KatanaRig.row(order, 0));

        var parent = rig.get("/sales_orders?include_deleted=true").data().path(0);
        var own = rig.get("/sales_order_rows?include_deleted=true&sales_order_ids=" + KatanaRig.id(order));

        assertThat(parent.path("sales_order_rows")).hasSize(1);
        assertThat(own.data()).hasSize(2);
        assertThat(rig.get("/sales_order_rows?sales_order_ids=" + KatanaRig.id(order))
                        .data())
                .hasSize(1);
    }

    @Test
    void hiddenIdentityIsAFilter() {
        int variant = rig.variant("E-1");
        int customer = rig.customer();
        for (String id : List.of("100", "101")) {
            rig.post(
                    "/sales_orders",
                    "{'customer_id':" + customer + ",'ecommerce_order_type':'bigCommerce','ecommerce_store_name':'abc',"
                            + "'ecommerce_order_id':'" + id + "','sales_order_rows':[{'variant_id':" + variant
                            + ",'quantity':1}]}");
        }

        var found = rig.get(
                "/sales_orders?ecommerce_order_type=bigCommerce&ecommerce_store_name=abc&ecommerce_order_id=101");

        assertThat(found.data()).hasSize(1);
        assertThat(found.data().path(0).path("ecommerce_order_id").asText()).isEqualTo("101");
    }
}
