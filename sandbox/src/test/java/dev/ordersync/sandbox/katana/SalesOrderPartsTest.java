package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows, addresses and the shipping fee. */
class SalesOrderPartsTest {

    private final KatanaRig rig = new KatanaRig();
    private final int variant = rig.variant("ROW-1");

    @Test
    void rowIsAddedChangedAndDeletedWhileTheOrderIsOpen() {
        var order = rig.order(variant, "1");
        int id = KatanaRig.id(order);

        var added = rig.post(
                "/sales_order_rows",
                "{'sales_order_id':" + id + ",'variant_id':" + variant + ",'quantity':2,'price_per_unit':25}");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().path("price_per_unit").asText()).isEqualTo("25.0000000000");
        var changed = rig.patch("/sales_order_rows/" + added.id(), "{'quantity':3,'total_discount':15}");
        assertThat(changed.json().path("total").decimalValue()).isEqualByComparingTo("60");
        assertThat(rig.delete("/sales_order_rows/" + added.id()).status()).isEqualTo(204);
        assertThat(rig.get("/sales_order_rows/" + added.id()).status()).isEqualTo(404);
        assertThat(rig.get("/sales_orders/" + id).json().path("sales_order_rows"))
                .hasSize(1);
    }

    @Test
    void packedOrderTakesNoRowsAndLosesNone() {
        var order = rig.order(variant, "2");
        int row = KatanaRig.row(order, 0);
        rig.fulfil(order, "PACKED", KatanaRig.part(row, "1"));

        var added = rig.post(
                "/sales_order_rows",
                "{'sales_order_id':" + KatanaRig.id(order) + ",'variant_id':" + variant + ",'quantity':1}");

        assertThat(added.status()).isEqualTo(422);
        assertThat(rig.delete("/sales_order_rows/" + row).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'quantity':3", "'price_per_unit':1", "'total_discount':1"})
    void commercialRowFieldsAreFrozenOncePackedAndAttributesAreNot(String field) {
        var order = rig.order(variant, "2");
        String path = "/sales_order_rows/" + KatanaRig.row(order, 0);
        rig.fulfil(order, "PACKED", KatanaRig.part(KatanaRig.row(order, 0), "1"));

        assertThat(rig.patch(path, "{" + field + "}").status()).isEqualTo(422);
        assertThat(rig.patch(path, "{'attributes':[{'key':'k','value':'v'}]}").status())
                .isEqualTo(200);
    }

    @Test
    void untouchedRowOfAPartlyPackedOrderIsEditableWhenSwitched() {
        String row = "{'variant_id':" + variant + ",'quantity':1}";
        var order = rig.order(row, row);
        rig.fulfil(order, "PACKED", KatanaRig.part(KatanaRig.row(order, 0), "1"));
        String untouched = "/sales_order_rows/" + KatanaRig.row(order, 1);

        assertThat(rig.patch(untouched, "{'quantity':2}").status()).isEqualTo(422);
        rig.options().untouchedRowsEditable = true;
        assertThat(rig.patch(untouched, "{'quantity':2}").status()).isEqualTo(200);
    }

    @Test
    void lastRowIsDeletableUnlessSwitchedOff() {
        var order = rig.order(variant, "1");
        rig.options().lastRowDeletable = false;
        assertThat(rig.delete("/sales_order_rows/" + KatanaRig.row(order, 0)).status())
                .isEqualTo(422);
        rig.options().lastRowDeletable = true;
        assertThat(rig.delete("/sales_order_rows/" + KatanaRig.row(order, 0)).status())
                .isEqualTo(204);
    }

    @Test
    void rowWithoutALocationShipsFromTheOrders() {
        int elsewhere = rig.hand(h -> h.addLocation("Depot", true));
        var order = rig.order(variant, "1");

        rig.patch("/sales_orders/" + KatanaRig.id(order), "{'location_id':" + elsewhere + "}");

        assertThat(rig.get("/sales_order_rows/" + KatanaRig.row(order, 0))
                        .json()
                        .path("location_id")
                        .intValue())
                .isEqualTo(elsewhere);
    }

    @Test
    void rowShowsItsVariantWhenExtended() {
        var order = rig.order(variant, "1");

        var row = rig.get("/sales_order_rows/" + KatanaRig.row(order, 0) + "?extend=variant");

        assertThat(row.json().path("variant").path("sku").asText()).isEqualTo("ROW-1");
    }

    @Test
    void childrenMoveTheOrdersDateUnlessSwitchedOff() {
        rig.options().childrenTouchOrder = false;
        var order = rig.order(variant, "1");
        String before = order.path("updated_at").asText();
        KatanaRig.KERNEL.clock().advance(java.time.Duration.ofSeconds(1));
        rig.patch("/sales_order_rows/" + KatanaRig.row(order, 0), "{'quantity':2}");
        assertThat(rig.get("/sales_orders/" + KatanaRig.id(order))
                        .json()
                        .path("updated_at")
                        .asText())
                .isEqualTo(before);

        rig.options().childrenTouchOrder = true;
        rig.patch("/sales_order_rows/" + KatanaRig.row(order, 0), "{'quantity':3}");
        assertThat(rig.get("/sales_orders/" + KatanaRig.id(order))
                        .json()
                        .path("updated_at")
                        .asText())
                .isGreaterThan(before);
    }

    @Test
    void addressesLiveUnderTheirOwnPath() {
        var order = rig.order(variant, "1");
        int id = KatanaRig.id(order);

        var made = rig.post(
                "/sales_order_addresses",
                "{'sales_order_id':" + id + ",'entity_type':'shipping','line_1':'Peetri 7','city':'Tallinn'}");
        rig.patch("/sales_order_addresses/" + made.id(), "{'city':'Tartu','company':null}");

        var list = rig.get("/sales_order_addresses?sales_order_ids=" + id);
        assertThat(list.data()).hasSize(1);
        assertThat(list.data().path(0).path("city").asText()).isEqualTo("Tartu");
        assertThat(list.data().path(0).path("line_1").asText()).isEqualTo("Peetri 7");
        assertThat(rig.get("/sales_orders/" + id)
                        .json()
                        .path("shipping_address_id")
                        .intValue())
                .isEqualTo(made.id());
        assertThat(rig.get("/sales_order_addresses/" + made.id()).status()).isEqualTo(404);
        assertThat(rig.patch("/sales_order_addresses/" + made.id(), "{'entity_type':'billing'}")
                        .status())
                .isEqualTo(422);
        assertThat(rig.delete("/sales_order_addresses/" + made.id()).status()).isEqualTo(204);
        assertThat(rig.get("/sales_order_addresses?sales_order_ids=" + id).data())
                .isEmpty();
    }

    @Test
    void feeIsOnePerOrderAndTravelsAsAString() {
        int id = KatanaRig.id(rig.order(variant, "1"));

        var fee = rig.post(
                "/sales_order_shipping_fee",
                "{'sales_order_id':" + id + ",'amount':'7.85','description':'UPS Ground'}");

        assertThat(fee.json().path("amount").textValue()).isEqualTo("7.8500000000");
        assertThat(fee.json().has("tax_rate_id")).isFalse();
        assertThat(rig.get("/sales_orders/" + id)
                        .json()
                        .path("shipping_fee")
                        .path("id")
                        .intValue())
                .isEqualTo(fee.id());
        assertThat(rig.post("/sales_order_shipping_fee", "{'sales_order_id':" + id + ",'amount':'1'}")
                        .status())
                .isEqualTo(422);
        assertThat(rig.patch("/sales_order_shipping_fee/" + fee.id(), "{'description':'DHL'}")
                        .status())
                .isEqualTo(422);
        assertThat(rig.patch("/sales_order_shipping_fee/" + fee.id(), "{'amount':'0'}")
                        .json()
                        .path("amount")
                        .asText())
                .isEqualTo("0.0000000000");
        assertThat(rig.get("/sales_order_shipping_fee?sales_order_id=" + id).data())
                .hasSize(1);
        assertThat(rig.delete("/sales_order_shipping_fee/" + fee.id()).status()).isEqualTo(204);
        assertThat(rig.get("/sales_orders/" + id).json().path("shipping_fee").isNull())
                .isTrue();
    }

    @Test
    void feeThatIsNoNumberOrNegativeIsRefused() {
        int id = KatanaRig.id(rig.order(variant, "1"));

        for (String amount : new String[] {"abc", "-1", ""}) {
            assertThat(rig.post("/sales_order_shipping_fee", "{'sales_order_id':" + id + ",'amount':'" + amount + "'}")
                            .status())
                    .isEqualTo(422);
        }
    }
}
