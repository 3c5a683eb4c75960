package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Products, services, variants, tax rates, places. */
class CatalogueTest {

    private final KatanaRig rig = new KatanaRig();

    @Test
    void productCarriesItsConfigsAndVariants() {
        var product = rig.post(
                        "/products",
                        "{'name':'T-shirt','is_sellable':true,'is_purchasable':true,'is_producible':false,"
                                + "'configs':[{'name':'Size','values':['S','M']}],'variants':["
                                + "{'sku':'TS-S','sales_price':20,'config_attributes':[{'config_name':'Size','config_value':'S'}]},"
                                + "{'sku':'TS-M','sales_price':20}]}")
                .json();

        assertThat(product.path("type").asText()).isEqualTo("product");
        assertThat(product.path("configs").path(0).path("values")).hasSize(2);
        assertThat(product.path("variants"))
                .extracting(v -> v.path("sku").asText())
                .containsExactly("TS-S", "TS-M");
        assertThat(product.path("variants").path(0).path("product_id").intValue())
                .isEqualTo(product.path("id").intValue());
        assertThat(product.path("batch_tracked").isBoolean()).isTrue();
        assertThat(product.path("archived_at").isNull()).isTrue();
        assertThat(rig.get("/products/" + product.path("id")).json().path("variants"))
                .hasSize(2);
    }

    @Test
    void productMustBeMadeOrBought() {
        assertThat(rig.post(
                                "/products",
                                "{'name':'A','is_producible':false,'is_purchasable':false,'variants':[{'sku':'A'}]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void changeOfAProductWithoutItsNoteEmptiesIt() {
        var product = rig.post("/products", "{'name':'A','additional_info':'note','variants':[{'sku':'A'}]}");

        var changed = rig.patch("/products/" + product.id(), "{'name':'B'}");

        assertThat(changed.json().path("additional_info").asText()).isEmpty();
    }

    @Test
    void archivedThingsAreListedOnlyWhenAskedFor() {
        int variant = rig.variant("AR-1");
        int product = rig.get("/variants/" + variant).json().path("product_id").intValue();
        rig.patch("/products/" + product, "{'is_archived':true}");

        assertThat(rig.get("/variants?sku=AR-1").data()).isEmpty();
        assertThat(rig.get("/variants?sku=AR-1&include_archived=true").data()).hasSize(1);
        assertThat(rig.get("/products?ids=" + product).data()).isEmpty();
    }

    @Test
    void whetherItIsArchivedNeedNotBeToldWithinAVariant() {
        rig.variant("AR-1");
        String path = "/variants?sku=AR-1&extend=product_or_material";

        assertThat(rig.get(path).data().path(0).path("product_or_material").has("archived_at"))
                .isTrue();
        rig.options().variantsTellArchived = false;
        assertThat(rig.get(path).data().path(0).path("product_or_material").has("archived_at"))
                .isFalse();
    }

    @Test
    void manySkusAreFoundInOneCallExactlyAndWithTheirProduct() {
        rig.variant("SK-1");
        rig.batchTracked("SK-2");
        rig.variant("sk-1");

        var found = rig.get("/variants?sku=SK-1&sku=SK-2&extend=product_or_material");

        assertThat(found.data()).extracting(v -> v.path("sku").asText()).containsExactly("SK-2", "SK-1");
        JsonNode first = found.data().path(0);
        assertThat(first.path("product_or_material").path("batch_tracked").booleanValue())
                .isTrue();
        assertThat(first.path("product_or_material").path("type").asText()).isEqualTo("product");
        assertThat(rig.get("/variants?sku=SK-1").data().path(0).has("product_or_material"))
                .isFalse();
    }

    @Test
    void skusMayRepeatUnlessSwitchedOff() {
        int variant = rig.variant("TWIN");
        assertThat(rig.desk("POST", "/variants/" + variant + "/duplicate", null).status())
                .isEqualTo(200);
        assertThat(rig.get("/variants?sku=TWIN").data()).hasSize(2);

        rig.options().duplicateSkus = false;

        assertThat(rig.post("/products", "{'name':'A','variants':[{'sku':'TWIN'}]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void variantBelongsToExactlyOneParent() {
        int product = rig.get("/variants/" + rig.variant("V-1"))
                .json()
                .path("product_id")
                .intValue();

        assertThat(rig.post("/variants", "{'sku':'V-2'}").status()).isEqualTo(422);
        var made = rig.post("/variants", "{'product_id':" + product + ",'sku':'V-2','sales_price':5}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(rig.get("/products/" + product).json().path("variants")).hasSize(2);
        assertThat(rig.patch("/variants/" + made.id(), "{'sku':null}")
                        .json()
                        .path("sku")
                        .isNull())
                .isTrue();
        assertThat(rig.delete("/variants/" + made.id()).status()).isEqualTo(204);
        assertThat(rig.get("/products/" + product).json().path("variants")).hasSize(1);
    }

    @Test
    void serviceHasOneVariantFoundBySkuWithoutItsServiceId() {
        var service = rig.post(
                        "/services", "{'name':'Wrap','is_sellable':true,'variants':[{'sku':'SVC','sales_price':3}]}")
                .json();

        assertThat(service.path("variants").path(0).path("service_id").intValue())
                .isEqualTo(service.path("id").intValue());
        JsonNode variant = rig.get("/variants?sku=SVC").data().path(0);
        assertThat(variant.path("type").asText()).isEqualTo("service");
        assertThat(variant.has("service_id")).isFalse();
        assertThat(rig.get("/variants?type=service").status()).isEqualTo(422);
        assertThat(rig.get("/inventory?variant_id=" + variant.path("id")).data())
                .isEmpty();
    }

    @Test
    void taxRatesKeepThreeDecimalsAndMayRepeat() {
        var first = rig.post("/tax_rates", "{'rate':8.875,'name':'NYC'}");
        rig.post("/tax_rates", "{'rate':8.875}");

        assertThat(first.json().path("rate").decimalValue()).isEqualByComparingTo("8.875");
        assertThat(first.json().path("display_name").asText()).isEqualTo("NYC");
        assertThat(rig.get("/tax_rates?rate=8.8750").data()).hasSize(2);
        assertThat(rig.get("/tax_rates?name=NYC").data()).hasSize(1);
        assertThat(rig.patch("/tax_rates/" + first.id(), "{'rate':1}").status()).isEqualTo(404);
    }

    @Test
    void factoryTellsDaysAsAStringAndLocationsTheirUse() {
        JsonNode factory = rig.get("/factory").json();

        assertThat(factory.path("default_so_delivery_time").textValue()).isEqualTo("14");
        assertThat(factory.path("base_currency_code").asText()).isEqualTo("EUR");
        JsonNode location = rig.get("/locations/" + rig.location()).json();
        assertThat(location.path("sales_allowed").booleanValue()).isTrue();
        assertThat(location.path("purchase_allowed").booleanValue()).isTrue();
        rig.hand(h -> h.addLocation("Depot", false));
        assertThat(rig.get("/locations?sales_allowed=false").data())
                .extracting(l -> l.path("name").asText())
                .containsExactly("Depot");
        assertThat(rig.get("/users").data().path(0).has("firstName")).isTrue();
    }
}
