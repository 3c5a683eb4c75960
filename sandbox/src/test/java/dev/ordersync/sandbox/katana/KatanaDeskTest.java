package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The back door over HTTP, as the page uses it. */
class KatanaDeskTest {

    private final KatanaRig rig = new KatanaRig();

    @Test
    void accountIsOpenedOnceAndKnowsItsKeys() {
        String url = KatanaRig.KERNEL.url() + "/sandbox/katana/accounts/" + rig.account;

        var again = KatanaRig.send("PUT", url, "{'apiKey':'" + rig.key + "-x'}", null);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("apiKeys")).hasSize(2);
        assertThat(rig.desk("GET", "", null)
                        .json()
                        .path("factory")
                        .path("base_currency_code")
                        .asText())
                .isEqualTo("EUR");
    }

    @Test
    void switchesAreChangedByNameAndUnknownOnesRefused() {
        assertThat(rig.desk("PATCH", "/options", "{'rateLimit':7,'autoFifo':false}")
                        .json()
                        .path("rateLimit")
                        .intValue())
                .isEqualTo(7);
        assertThat(rig.options().autoFifo).isFalse();
        assertThat(rig.desk("PATCH", "/options", "{'colour':1}").status()).isEqualTo(400);
    }

    @Test
    void personDeliversRevertsEditsAndDeletesAnOrder() {
        JsonNode order = rig.order(rig.variant("H-1"), "2");
        String path = "/orders/" + KatanaRig.id(order);

        var part = rig.desk(
                "POST",
                path + "/fulfillments",
                "{'status':'PACKED','rows':[{'rowId':" + KatanaRig.row(order, 0)
                        + ",'quantity':1}],'tracking_number':'T'}");
        assertThat(part.json().path("tracking_number").asText()).isEqualTo("T");
        assertThat(rig.status(order)).isEqualTo("PARTIALLY_PACKED");
        rig.desk("POST", path + "/deliver", null);
        assertThat(rig.status(order)).isEqualTo("DELIVERED");
        rig.desk("POST", path + "/revert", null);
        rig.desk("PATCH", path, "{'customer_ref':'by hand'}");
        rig.desk("PATCH", "/rows/" + KatanaRig.row(order, 0), "{'price_per_unit':7}");
        JsonNode sheet = rig.desk("GET", "/orders", null).json().path(0);
        assertThat(sheet.path("customer_ref").asText()).isEqualTo("by hand");
        assertThat(sheet.path("sales_order_rows").path(0).path("price_per_unit").asText())
                .isEqualTo("7.0000000000");
        rig.desk("DELETE", path, null);
        assertThat(rig.desk("GET", "/orders", null)
                        .json()
                        .path(0)
                        .path("deleted_at")
                        .isTextual())
                .isTrue();
    }

    @Test
    void editByHandKeepsTheNote() {
        int id = rig.post(
                        "/sales_orders",
                        "{'customer_id':" + rig.customer()
                                + ",'additional_info':'note','sales_order_rows':[{'variant_id':" + rig.variant("H-2")
                                + ",'quantity':1}]}")
                .id();

        rig.desk("PATCH", "/orders/" + id, "{'customer_ref':'x'}");

        assertThat(rig.get("/sales_orders/" + id).json().path("additional_info").asText())
                .isEqualTo("note");
    }

    @Test
    void whatPeopleDoCostsNoQuotaAndIsNoCallOfTheApi() {
        rig.options().rateLimit = 0;

        assertThat(rig.desk("POST", "/objects/customers", "{'name':'A'}").status())
                .isEqualTo(200);
        assertThat(KatanaRig.KERNEL.journal().entries(e -> e.scope().equals(rig.account) && e.writes()))
                .isEmpty();
        assertThat(rig.snapshot().acts()).extracting(a -> a.what()).contains("add customers");
    }

    @Test
    void stockBatchesSerialsAndPlacesAreAddedByHand() {
        int variant = rig.batchTracked("H-3");
        String where = "'variantId':" + variant + ",'locationId':" + rig.location();

        var batch = rig.desk(
                "POST",
                "/stock",
                "{" + where + ",'quantity':5,'batch':{'number':'B','created':'2026-01-01T00:00:00Z',"
                        + "'expires':'2027-01-01T00:00:00Z'}}");
        rig.desk("POST", "/stock", "{" + where + ",'quantity':2}");
        rig.desk("POST", "/serials", "{" + where + ",'numbers':['S1']}");

        assertThat(rig.get("/batch_stocks?batch_id=" + batch.json().path("batchId"))
                        .data()
                        .path(0)
                        .path("expiration_date")
                        .asText())
                .isEqualTo("2027-01-01T00:00:00.000Z");
        assertThat(rig.get("/inventory?variant_id=" + variant)
                        .data()
                        .path(0)
                        .path("quantity_in_stock")
                        .asText())
                .isEqualTo("8.00000");
        int depot = rig.desk("POST", "/locations", "{'name':'Depot','salesAllowed':false}")
                .id();
        rig.desk("PATCH", "/locations/" + depot, "{'salesAllowed':true}");
        assertThat(rig.get("/locations/" + depot).json().path("sales_allowed").booleanValue())
                .isTrue();
        rig.desk("DELETE", "/locations/" + depot, null);
        assertThat(rig.get("/locations/" + depot).status()).isEqualTo(404);
        rig.desk("POST", "/period", "{'closedUntil':'2026-01-31T23:59:59Z'}");
        assertThat(rig.get("/factory").json().path("inventory_closing_date").asText())
                .isEqualTo("2026-01-31T23:59:59.000Z");
        rig.desk("PATCH", "/factory", "{'default_so_delivery_time':null}");
        assertThat(rig.get("/factory").json().path("default_so_delivery_time").isNull())
                .isTrue();
    }

    @Test
    void refusalAtTheDeskIsWordedLikeTheApis() {
        assertThat(rig.desk("POST", "/orders/5/deliver", null).status()).isEqualTo(404);
        assertThat(rig.desk("POST", "/nothing", null).status()).isEqualTo(404);
    }
}
