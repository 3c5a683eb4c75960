package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesOrderTest {

    private final KatanaRig rig = new KatanaRig();

    private String body(String more) {
        return "{'customer_id':" + rig.customer() + ",'order_no':'BC-9'," + more + "'sales_order_rows':[{'variant_id':"
                + rig.variant("SO-1") + ",'quantity':1,'price_per_unit':10}]}";
    }

    @Test
    void createIsAnswered200WithTheWireTypesOfTheReference() {
        int tax = rig.post("/tax_rates", "{'rate':21,'name':'VAT'}").id();
        int variant = rig.variant("LC-1");
        var answer = rig.post(
                "/sales_orders",
                "{'customer_id':" + rig.customer()
                        + ",'order_no':'BC-1','order_created_date':'2026-07-20T12:14:03+03:00',"
                        + "'additional_info':'note','sales_order_rows':[{'variant_id':" + variant
                        + ",'quantity':2,'price_per_unit':99.1735537190,'total_discount':10,'tax_rate_id':" + tax
                        + ",'attributes':[{'key':'bc_line_id','value':'331'}]}],"
                        + "'addresses':[{'entity_type':'billing','city':'Tallinn'},{'entity_type':'shipping'}]}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode order = answer.json();
        assertThat(order.path("source").asText()).isEqualTo("api");
        assertThat(order.path("status").asText()).isEqualTo("NOT_SHIPPED");
        assertThat(order.path("order_created_date").asText()).isEqualTo("2026-07-20T09:14:03.000Z");
        assertThat(order.path("total").isNumber()).isTrue();
        assertThat(order.path("total").decimalValue()).isEqualByComparingTo("227.89999999998");
        assertThat(order.path("currency").asText()).isEqualTo("EUR");
        assertThat(order.path("location_id").intValue()).isEqualTo(rig.location());
        assertThat(order.has("addresses")).isFalse();
        assertThat(order.path("billing_address_id").isInt()).isTrue();
        assertThat(order.path("shipping_fee").isNull()).isTrue();
        assertThat(order.path("deleted_at").isNull()).isTrue();
        JsonNode row = order.path("sales_order_rows").path(0);
        assertThat(row.path("price_per_unit").textValue()).isEqualTo("99.1735537190");
        assertThat(row.path("total_discount").textValue()).isEqualTo("10.0000000000");
        assertThat(row.path("quantity").isNumber()).isTrue();
        assertThat(row.path("total").decimalValue()).isEqualByComparingTo("188.347107438");
        assertThat(row.path("tax_rate").decimalValue()).isEqualByComparingTo("21");
        assertThat(row.path("attributes").path(0).path("value").asText()).isEqualTo("331");
        assertThat(order.toString()).doesNotContain("\"_");
    }

    @Test
    void numberIsGivenWhenNoneIsSent() {
        String rows = "'sales_order_rows':[{'variant_id':" + rig.variant("N-1") + ",'quantity':1}]";

        var first = rig.post("/sales_orders", "{'customer_id':" + rig.customer() + "," + rows + "}");
        var second = rig.post("/sales_orders", "{'customer_id':" + rig.customer() + "," + rows + "}");

        assertThat(first.json().path("order_no").asText()).isEqualTo("SO-1");
        assertThat(second.json().path("order_no").asText()).isEqualTo("SO-2");
    }

    @Test
    void rowsPriceIsTheVariantsAndUntaxedWhenNothingIsSaid() {
        var row = rig.order("{'variant_id':" + rig.variant("P-1") + ",'quantity':1}")
                .path("sales_order_rows")
                .path(0);

        assertThat(row.path("price_per_unit").asText()).isEqualTo("20.0000000000");
        assertThat(row.path("tax_rate_id").isNull()).isTrue();
    }

    @Test
    void duplicateNumbersAreTakenUnlessSwitchedOff() {
        assertThat(rig.post("/sales_orders", body("")).status()).isEqualTo(200);
        assertThat(rig.post("/sales_orders", body("")).status()).isEqualTo(200);

        rig.options().duplicateOrderNumbers = false;

        assertThat(rig.post("/sales_orders", body("")).status()).isEqualTo(422);
    }

    @Test
    void numberOfADeletedOrderMayBeUsedAgain() {
        rig.options().duplicateOrderNumbers = false;
        int id = rig.post("/sales_orders", body("")).id();
        rig.delete("/sales_orders/" + id);

        assertThat(rig.post("/sales_orders", body("")).status()).isEqualTo(200);
    }

    @Test
    void unknownReferencesAre404Or422AsSwitched() {
        int variant = rig.variant("X-1");
        String rows = "'sales_order_rows':[{'variant_id':" + variant + ",'quantity':1}]";
        String badVariant = "{'customer_id':" + rig.customer() + ",'sales_order_rows':[{'variant_id':7,'quantity':1}]}";
        String badTax = "{'customer_id':" + rig.customer() + ",'sales_order_rows':[{'variant_id':" + variant
                + ",'quantity':1,'tax_rate_id':7}]}";

        assertThat(rig.post("/sales_orders", "{'customer_id':7," + rows + "}").status())
                .isEqualTo(404);
        assertThat(rig.post("/sales_orders", body("'location_id':7,")).status()).isEqualTo(404);
        assertThat(rig.post("/sales_orders", badVariant).status()).isEqualTo(404);
        assertThat(rig.post("/sales_orders", badTax).status()).isEqualTo(404);
        rig.options().missingReferenceStatus = 422;
        assertThat(rig.post("/sales_orders", badTax).status()).isEqualTo(422);
        assertThat(rig.snapshot().orders()).isEmpty();
    }

    @Test
    void locationWithoutSellingIsRefused() {
        int elsewhere = rig.hand(h -> h.addLocation("Depot", false));

        var answer = rig.post("/sales_orders", body("'location_id':" + elsewhere + ","));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error().path("message").asText()).isEqualTo("Location has selling disabled");
    }

    @Test
    void unsellableArchivedAndDeletedVariantsAreRefused() {
        int unsellable = rig.variant("Y-1", "'is_sellable':false,");
        int archived = rig.variant("Y-2");
        int deleted = rig.variant("Y-3");
        rig.doing(h -> h.archive(archived, true));
        rig.delete("/variants/" + deleted);

        for (int variant : List.of(unsellable, archived)) {
            String rows = "'sales_order_rows':[{'variant_id':" + variant + ",'quantity':1}]";
            assertThat(rig.post("/sales_orders", "{'customer_id':" + rig.customer() + "," + rows + "}")
                            .status())
                    .isEqualTo(422);
        }
        String rows = "'sales_order_rows':[{'variant_id':" + deleted + ",'quantity':1}]";
        assertThat(rig.post("/sales_orders", "{'customer_id':" + rig.customer() + "," + rows + "}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void currencyMustExist() {
        assertThat(rig.post("/sales_orders", body("'currency':'USD',"))
                        .json()
                        .path("currency")
                        .asText())
                .isEqualTo("USD");
        assertThat(rig.post("/sales_orders", body("'currency':'ZZZ',")).status())
                .isEqualTo(422);
    }

    @Test
    void baseCurrencyValueFollowsTheRate() {
        rig.doing(h -> h.setCurrencyRate("USD", new BigDecimal("2")));

        var order = rig.post("/sales_orders", body("'currency':'USD',")).json();

        assertThat(order.path("total").decimalValue()).isEqualByComparingTo("10");
        assertThat(order.path("total_in_base_currency").decimalValue()).isEqualByComparingTo("5");
        assertThat(order.path("conversion_rate").decimalValue()).isEqualByComparingTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'ecommerce_order_id':'5'", "'addresses':[]", "'sales_order_rows':[]", "'source':'x'"})
    void whatIsCreateOnlyCannotBeChanged(String field) {
        int id = rig.post("/sales_orders", body("")).id();

        assertThat(rig.patch("/sales_orders/" + id, "{" + field + "}").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'order_no':'other'",
                "'currency':'USD'",
                "'delivery_date':'2026-09-01T00:00:00Z'",
                "'picked_date':'2026-09-01T00:00:00Z'"
            })
    void commercialHeaderFieldsAreFrozenOnceSomethingIsPacked(String field) {
        var order = rig.order(rig.variant("F-1"), "2");
        assertThat(rig.patch("/sales_orders/" + KatanaRig.id(order), "{" + field + "}")
                        .status())
                .isEqualTo(200);
        rig.fulfil(order, "PACKED", KatanaRig.part(KatanaRig.row(order, 0), "1"));

        assertThat(rig.patch("/sales_orders/" + KatanaRig.id(order), "{" + field + "}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void notesStayEditableAfterDelivery() {
        var order = rig.order(rig.variant("F-2"), "1");
        rig.doing(h -> h.deliver(KatanaRig.id(order)));

        var changed = rig.patch(
                "/sales_orders/" + KatanaRig.id(order), "{'additional_info':'late note','customer_ref':'PO 1'}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("additional_info").asText()).isEqualTo("late note");
    }

    @Test
    void conversionCanBeFixedOnlyOnceWhollyPackedOrDelivered() {
        var order = rig.order(rig.variant("F-3"), "1");
        String path = "/sales_orders/" + KatanaRig.id(order);

        assertThat(rig.patch(path, "{'conversion_rate':2}").status()).isEqualTo(422);
        rig.doing(h -> h.pack(KatanaRig.id(order)));
        assertThat(rig.patch(path, "{'conversion_rate':2}")
                        .json()
                        .path("conversion_rate")
                        .decimalValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void changeWithoutTheNoteEmptiesItUnlessSwitchedOff() {
        int id = rig.post("/sales_orders", body("'additional_info':'keep me',")).id();

        rig.options().orderPatchWipesInfo = false;
        rig.patch("/sales_orders/" + id, "{'customer_ref':'a'}");
        assertThat(rig.get("/sales_orders/" + id).json().path("additional_info").asText())
                .isEqualTo("keep me");

        rig.options().orderPatchWipesInfo = true;
        rig.patch("/sales_orders/" + id, "{'customer_ref':'b'}");
        assertThat(rig.get("/sales_orders/" + id).json().path("additional_info").asText())
                .isEmpty();
    }

    @Test
    void customFieldsAreMergedAndClearedByNull() {
        int id = rig.post("/sales_orders", body("'custom_fields':{'a':1},")).id();

        var merged = rig.patch("/sales_orders/" + id, "{'custom_fields':{'b':2}}");
        assertThat(merged.json().path("custom_fields").size()).isEqualTo(2);
        var cleared = rig.patch("/sales_orders/" + id, "{'custom_fields':null}");
        assertThat(cleared.json().path("custom_fields").isNull()).isTrue();
    }

    @Test
    void quoteAndOrderTurnIntoEachOther() {
        int id = rig.post("/sales_orders", body("'status':'PENDING',")).id();

        assertThat(rig.patch("/sales_orders/" + id, "{'status':'NOT_SHIPPED'}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("NOT_SHIPPED");
        assertThat(rig.patch("/sales_orders/" + id, "{'status':'PENDING'}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("PENDING");
    }

    @ParameterizedTest
    @CsvSource({"false,NOT_SHIPPED", "true,DELIVERED"})
    void statusDeliveredByPatchDoesNothingUnlessSwitchedOn(boolean fulfils, String expected) {
        rig.options().statusPatchFulfils = fulfils;
        var order = rig.order(rig.variant("F-4"), "1");

        var changed = rig.patch("/sales_orders/" + KatanaRig.id(order), "{'status':'DELIVERED'}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(rig.status(order)).isEqualTo(expected);
    }

    @Test
    void deletedOrderIsGoneForReadsAndChanges() {
        int id = rig.post("/sales_orders", body("")).id();

        assertThat(rig.delete("/sales_orders/" + id).status()).isEqualTo(204);
        assertThat(rig.get("/sales_orders/" + id).status()).isEqualTo(404);
        assertThat(rig.patch("/sales_orders/" + id, "{'customer_ref':'a'}").status())
                .isEqualTo(404);
        assertThat(rig.delete("/sales_orders/" + id).status()).isEqualTo(404);
    }

    @Test
    void deleteAnswersAsSwitched() {
        rig.options().deleteAnswers204 = false;
        int id = rig.post("/sales_orders", body("")).id();

        var answer = rig.delete("/sales_orders/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).isEmpty();
    }

    @Test
    void changeAnswersWithoutABodyWhenSwitched() {
        rig.options().emptyPatchBodies = true;
        int id = rig.post("/sales_orders", body("")).id();

        var answer = rig.patch("/sales_orders/" + id, "{'customer_ref':'a'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).isEmpty();
        assertThat(rig.get("/sales_orders/" + id).json().path("customer_ref").asText())
                .isEqualTo("a");
    }

    @Test
    void orderWithReturnsCannotBeDeleted() {
        var order = rig.order(rig.variant("F-5"), "1");
        rig.doing(h -> h.deliver(KatanaRig.id(order)));
        rig.doing(h -> h.returnOrder(KatanaRig.id(order)));

        var answer = rig.delete("/sales_orders/" + KatanaRig.id(order));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.error().path("message").asText())
                .isEqualTo("Cannot delete sales orders as sales orders have return orders.");
    }

    @Test
    void deletingADeliveredOrderBringsTheStockBack() {
        int variant = rig.variant("F-6");
        rig.doing(h -> h.addStock(variant, rig.location(), new BigDecimal("5")));
        var order = rig.order(variant, "2");
        rig.doing(h -> h.deliver(KatanaRig.id(order)));

        rig.delete("/sales_orders/" + KatanaRig.id(order));

        assertThat(rig.snapshot().batchStocks().get(0).quantity()).isEqualByComparingTo("5");
    }

    @Test
    void searchFindsManyIdentitiesAtOnceAndRefusesUnknownFields() {
        for (String id : List.of("1", "2", "3")) {
            rig.post(
                    "/sales_orders",
                    body("'ecommerce_order_type':'bigCommerce','ecommerce_store_name':'s','ecommerce_order_id':'" + id
                            + "',"));
        }

        var found = rig.post(
                "/sales_orders/search",
                "{'filter':{'where':{'and':[{'ecommerce_order_type':'bigCommerce'},"
                        + "{'ecommerce_order_id':{'inq':['1','3']}}]},'order':['id ASC'],'limit':200,'page':1}}");

        assertThat(found.data())
                .extracting(o -> o.path("ecommerce_order_id").asText())
                .containsExactly("1", "3");
        assertThat(rig.post("/sales_orders/search", "{'filter':{'where':{'colour':'red'}}}")
                        .status())
                .isEqualTo(422);
        assertThat(rig.post("/sales_orders/search", "{'filter':{'limit':201}}").status())
                .isEqualTo(422);
        assertThat(rig.post("/sales_orders/search", "{'filter':{'where':{'order_no':{'ilike':'bc%'}}}}")
                        .data())
                .hasSize(3);
        assertThat(rig.post("/sales_orders/search", "{'filter':{'where':{'product_availability':'NOT_AVAILABLE'}}}")
                        .data())
                .hasSize(3);
    }
}
