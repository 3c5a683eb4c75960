package dev.ordersync.katana;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The unit that is sold: of a product, a material or a service. Source: {@code /variants}.
 *
 * @param sku null on some, and not unique on all accounts
 * @param salesPrice without tax, base currency
 * @param productOrMaterial what it is a variant of; null unless asked for, and for services
 */
public record Variant(
        long id,
        String sku,
        String type,
        Long productId,
        Long materialId,
        BigDecimal salesPrice,
        BigDecimal purchasePrice,
        ProductOrMaterial productOrMaterial,
        List<ConfigAttribute> configAttributes,
        Instant createdAt,
        Instant updatedAt,
        Instant deletedAt,
        Instant archivedAt)
        implements Identified {

    public Variant {
        configAttributes = Lists.of(configAttributes);
    }

    /** Can be put on an order: not deleted, and neither archived itself nor by its product. */
    public boolean isLive() {
        return !isDeleted()
                && archivedAt == null
                && (productOrMaterial == null || productOrMaterial.archivedAt() == null);
    }

    /** The same as it is known to be archived, since when Katana does not tell. */
    Variant archived() {
        return new Variant(
                id,
                sku,
                type,
                productId,
                materialId,
                salesPrice,
                purchasePrice,
                productOrMaterial,
                configAttributes,
                createdAt,
                updatedAt,
                deletedAt,
                Instant.EPOCH);
    }

    /** Itself or with its product. */
    public boolean isDeleted() {
        return deletedAt != null || productOrMaterial != null && productOrMaterial.deletedAt() != null;
    }

    /** @param batchTracked null when the answer does not say */
    public record ProductOrMaterial(
            long id,
            String name,
            String type,
            Boolean batchTracked,
            Boolean serialTracked,
            Boolean isSellable,
            Instant deletedAt,
            Instant archivedAt) {}

    /** One option of a variant, such as Size: M. */
    public record ConfigAttribute(String configName, String configValue) {}
}
