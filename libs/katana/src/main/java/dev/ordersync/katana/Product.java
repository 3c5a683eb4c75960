package dev.ordersync.katana;

import java.time.Instant;
import java.util.List;

/** A product or service with its variants. Source: {@code /products}, {@code /services}. */
public record Product(
        long id,
        String name,
        String type,
        String uom,
        String categoryName,
        Boolean isSellable,
        Boolean batchTracked,
        Boolean serialTracked,
        String additionalInfo,
        List<Config> configs,
        List<Variant> variants,
        Instant createdAt,
        Instant updatedAt,
        Instant deletedAt,
        Instant archivedAt)
        implements Identified {

    public Product {
        configs = Lists.of(configs);
        variants = Lists.of(variants);
    }

    /** An option and the values it can have. */
    public record Config(String name, List<String> values) {
        public Config {
            values = Lists.of(values);
        }
    }
}
