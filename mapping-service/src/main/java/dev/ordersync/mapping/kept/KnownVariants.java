package dev.ordersync.mapping.kept;

import dev.ordersync.database.Sql;
import dev.ordersync.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which Katana variant stands for what. An item is named {@code sku:<SKU>} within the account, {@code
 * bc:<store>:<product>:<variant>}, {@code custom:<store>:<order>:<line>} or {@code service:<store>:<code>}.
 */
@ApplicationScoped
public class KnownVariants {
    private final Transactions transactions;

    KnownVariants(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Those of the items that are known. */
    public Map<String, KnownVariant> find(String account, Collection<String> items) {
        if (items.isEmpty()) return Map.of();
        return transactions.call(tx -> {
            Map<String, KnownVariant> found = new HashMap<>();
            List<VariantRow> rows = VariantRow.list("account = ?1 and item in ?2", account, List.copyOf(items));
            for (VariantRow row : rows)
                found.put(row.item, new KnownVariant(row.variantId, row.productId, row.sku, row.batchTracked));
            return found;
        });
    }

    /** Two orders may learn the same at once: the later one stays. */
    public void keep(Connection tx, String account, String item, KnownVariant variant) throws SQLException {
        Sql.update(
                tx,
                """
                insert into mapping.known_variant (account, item, variant_id, product_id, sku, batch_tracked)
                values (?, ?, ?, ?::bigint, ?, ?::boolean)
                on conflict (account, item) do update set variant_id = excluded.variant_id,
                  product_id = excluded.product_id, sku = excluded.sku, batch_tracked = excluded.batch_tracked,
                  changed_at = now()
                """,
                account,
                item,
                variant.variantId(),
                variant.productId(),
                variant.sku(),
                variant.batchTracked());
    }

    /**
     * Katana refuses these: they may be gone or archived. Their SKUs are looked up again; what stands for the shop's own
     * ids stays known, or a custom item would be made twice.
     */
    public void forget(String account, Collection<Long> variantIds) {
        if (variantIds.isEmpty()) return;
        transactions.run(tx -> VariantRow.delete(
                "account = ?1 and variantId in ?2 and item like 'sku:%'", account, List.copyOf(variantIds)));
    }

    /**
     * Katana has none of these any more. A custom item stays known, or it would be made twice; so does what was learned
     * just now, since a list may lag behind what was created.
     */
    public void forgetGone(String account, Collection<Long> variantIds) {
        if (variantIds.isEmpty()) return;
        transactions.run(tx -> Sql.update(tx, """
                delete from mapping.known_variant where account = ? and variant_id = any(?)
                  and item not like 'custom:%' and item not like 'service:%:custom:%'
                  and changed_at < now() - interval '5 minutes'
                """, account, variantIds));
    }

    /**
     * What Katana shows of a variant now: a SKU that it no longer has is forgotten, and so is another variant that was
     * known under its SKU. The next order looks these up.
     *
     * @param sku null when it has none, or when it is gone
     * @return how many were forgotten
     */
    public int correct(Connection tx, String account, long variantId, String sku) throws SQLException {
        String item = sku == null ? null : "sku:" + sku;
        return Sql.update(tx, """
                delete from mapping.known_variant where account = ? and item like 'sku:%'
                  and (variant_id = ? and item is distinct from ?::text or item = ?::text and variant_id <> ?)
                """, account, variantId, item, item, variantId);
    }

    /** What is known of these variants, by id. */
    public Map<Long, KnownVariant> byIds(String account, Collection<Long> variantIds) {
        if (variantIds.isEmpty()) return Map.of();
        return transactions.call(tx -> {
            Map<Long, KnownVariant> found = new HashMap<>();
            List<VariantRow> rows =
                    VariantRow.list("account = ?1 and variantId in ?2", account, List.copyOf(variantIds));
            for (VariantRow row : rows)
                found.put(row.variantId, new KnownVariant(row.variantId, row.productId, row.sku, row.batchTracked));
            return found;
        });
    }

    /**
     * The store's account turned out to be the one it had before, under another key: what stands for the store's own ids is
     * known there too, unless it was learned anew. A SKU is looked up again.
     */
    public void moved(Connection tx, String store, String from, String to) throws SQLException {
        Sql.update(tx, """
                insert into mapping.known_variant (account, item, variant_id, product_id, sku, batch_tracked)
                select ?, item, variant_id, product_id, sku, batch_tracked from mapping.known_variant
                where account = ? and split_part(item, ':', 1) in ('bc', 'custom', 'service') and split_part(item, ':', 2) = ?
                on conflict do nothing
                """, to, from, store);
        Sql.update(tx, """
                insert into mapping.known_product (account, store, product_id, katana_id)
                select ?, store, product_id, katana_id from mapping.known_product where account = ? and store = ?
                on conflict do nothing
                """, to, from, store);
    }

    /** The Katana product of a BigCommerce product, so that a further variant joins it. */
    public Optional<Long> product(String account, String store, long productId) {
        return transactions.call(tx -> Sql.one(
                tx,
                "select katana_id from mapping.known_product where account = ? and store = ? and product_id = ?",
                row -> row.getLong(1),
                account,
                store,
                productId));
    }

    public void keepProduct(Connection tx, String account, String store, long productId, long katanaId)
            throws SQLException {
        Sql.update(tx, """
                insert into mapping.known_product (account, store, product_id, katana_id) values (?, ?, ?, ?)
                on conflict (account, store, product_id) do update set katana_id = excluded.katana_id
                """, account, store, productId, katanaId);
    }

    public void forgetProduct(String account, long katanaId) {
        transactions.run(tx -> Sql.update(
                tx, "delete from mapping.known_product where account = ? and katana_id = ?", account, katanaId));
    }
}
