package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.KnownVariants;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Remembers which variant stands for an item, and takes up the orders that waited for its SKU. */
@ApplicationScoped
class KeepVariant {
    private final Transactions transactions;
    private final KnownVariants known;
    private final OrderRecords orders;
    private final Wishes wishes;

    KeepVariant(Transactions transactions, KnownVariants known, OrderRecords orders, Wishes wishes) {
        this.transactions = transactions;
        this.known = known;
        this.orders = orders;
        this.wishes = wishes;
    }

    void keep(Errand errand, Item item, KnownVariant variant) {
        transactions.run(tx -> keep(tx, errand, item, variant));
    }

    /** Of its SKU alone: what a person lets stand for another SKU is not bound to the shop's ids. */
    void keepSku(Errand errand, KnownVariant variant) {
        if (variant.sku() == null) return;
        transactions.run(tx -> known.keep(tx, errand.account(), ItemNames.ofSku(variant.sku()), variant));
    }

    /** Whether it stands for some item already. */
    boolean isKept(Errand errand, long variantId) {
        return !known.byIds(errand.account(), List.of(variantId)).isEmpty();
    }

    void keep(Connection tx, Errand errand, Item item, KnownVariant variant) throws SQLException {
        String store = errand.store().hash();
        Optional<String> bound = ItemNames.bound(store, item);
        if (bound.isPresent()) known.keep(tx, errand.account(), bound.get(), variant);
        if (item instanceof Item.Catalogue catalogue && catalogue.productId() != 0 && variant.productId() != null)
            known.keepProduct(tx, errand.account(), store, catalogue.productId(), variant.productId());
        String sku = ItemNames.sku(item);
        // a variant bound by the shop's ids may have another SKU: then it does not answer for this one
        if (sku == null || variant.sku() != null && !sku.equals(variant.sku())) return;
        known.keep(tx, errand.account(), ItemNames.ofSku(sku), variant);
        for (var held : orders.withCause(tx, "unknown-sku:" + sku))
            if (held.ref().orderId() != errand.orderId() || !held.ref().store().equals(store))
                wishes.news(tx, held.ref(), Priority.LIVE, Duration.ZERO);
    }
}
