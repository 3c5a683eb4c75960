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
@Table(name = "customer")
@IdClass(CustomerRow.Key.class)
class CustomerRow extends PanacheEntityBase {
    @Id
    String account;

    @Id
    String identity;

    @Column(name = "katana_id")
    long katanaId;

    String written;

    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        String account;
        String identity;

        Key() {}

        Key(String account, String identity) {
            this.account = account;
            this.identity = identity;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && account.equals(key.account) && identity.equals(key.identity);
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, identity);
        }
    }
}
