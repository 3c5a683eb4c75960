package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.katana.Variant;
import dev.ordersync.katana.Variant.ProductOrMaterial;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolveVariantsTest {

    @Test
    void what_is_made_of_serial_numbers_is_not_called_free_of_batches() {
        assertThat(batchTracked(new ProductOrMaterial(9, "P", "product", false, true, true, null, null)))
                .isNull();
        assertThat(batchTracked(new ProductOrMaterial(9, "P", "product", false, false, true, null, null)))
                .isFalse();
        assertThat(batchTracked(new ProductOrMaterial(9, "P", "product", true, false, true, null, null)))
                .isTrue();
        assertThat(batchTracked(new ProductOrMaterial(9, "P", "product", true, null, true, null, null)))
                .isTrue();
        assertThat(batchTracked(null)).isNull();
    }

    private static Boolean batchTracked(ProductOrMaterial of) {
        Variant variant = new Variant(1, "A", "product", 9L, null, null, null, of, List.of(), null, null, null, null);
        return ResolveVariants.known(variant).batchTracked();
    }
}
