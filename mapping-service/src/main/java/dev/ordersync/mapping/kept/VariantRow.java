package dev.ordersync.mapping.kept;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

@Entity
@Table(name = "known_variant")
@IdClass(VariantRow.Key.class)
class VariantRow extends PanacheEntityBase {
    @Id
    String account;

    @Id
    String item;

    @Column(name = "variant_id")
    long variantId;

    @Column(name = "product_id")
    Long productId;

    String sku;

    @Column(name = "batch_tracked")
    Boolean batchTracked;

    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        String account;
        String item;

        Key() {}

        Key(String account, String item) {
            this.account = account;
            this.item = item;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && account.equals(key.account) && item.equals(key.item);
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, item);
        }
    }
}
