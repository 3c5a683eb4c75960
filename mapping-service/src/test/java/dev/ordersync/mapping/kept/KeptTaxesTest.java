package dev.ordersync.mapping.kept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import org.junit.jupiter.api.Test;

class KeptTaxesTest {
    private static final String FIRST = row(1, "item", "8.875");
    private static final String SECOND = row(2, "item", "8.875");
    private static final String SHIPPING = row(0, "shipping", "8.875");

    @Test
    void whatARefundMakesDisappearIsKept() {
        JsonNode before = tree("[" + FIRST + "," + SECOND + "," + SHIPPING + "]");

        assertThat(KeptTaxes.merge(tree("[]"), before)).isEqualTo(before);
        assertThat(KeptTaxes.merge(null, before)).isEqualTo(before);
        assertThat(KeptTaxes.merge(tree("[" + SECOND + "]"), before))
                .isEqualTo(tree("[" + SECOND + "," + FIRST + "," + SHIPPING + "]"));
    }

    @Test
    void whatIsToldNowCountsAndEachRowOfALineGoesWithIt() {
        String state = row(1, "item", "5");
        String county = row(1, "item", "1.5");

        assertThat(KeptTaxes.merge(tree("[" + state + "," + county + "]"), tree("[" + FIRST + "]")))
                .isEqualTo(tree("[" + state + "," + county + "]"));
        assertThat(KeptTaxes.merge(tree("[]"), tree("[" + state + "," + county + "]")))
                .isEqualTo(tree("[" + state + "," + county + "]"));
    }

    @Test
    void withNothingBeforeItStaysAsItWasRead() {
        assertThat(KeptTaxes.merge(null, null)).isNull();
        assertThat(KeptTaxes.merge(null, tree("[]"))).isNull();
        assertThat(KeptTaxes.merge(tree("[" + FIRST + "]"), null)).isEqualTo(tree("[" + FIRST + "]"));
    }

    private static String row(long line, String type, String rate) {
        return "{\"order_product_id\": " + line + ", \"order_address_id\": 3, \"line_item_type\": \"" + type
                + "\", \"rate\": \"" + rate + "\"}";
    }

    private static JsonNode tree(String json) {
        return Json.read(json).orElseThrow();
    }
}
