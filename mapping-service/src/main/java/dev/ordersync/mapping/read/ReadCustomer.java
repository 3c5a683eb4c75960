package dev.ordersync.mapping.read;

import dev.ordersync.bigcommerce.BcCustomer;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.domain.ShopOrder.Customer;
import java.util.Optional;

/** A customer account of BigCommerce as the import needs it. */
public final class ReadCustomer {

    public static Customer customer(BcCustomer customer) {
        return new Customer(
                customer.id(),
                ReadOrder.text(customer.email()),
                ReadOrder.text(customer.firstName()),
                ReadOrder.text(customer.lastName()),
                ReadOrder.text(customer.company()),
                ReadOrder.text(customer.phone()));
    }

    /** The first one that names a place. */
    public static Optional<Address> address(BcCustomer customer) {
        return customer.addresses().stream()
                .filter(address -> !address.isEmpty())
                .findFirst()
                .map(ReadOrder::address);
    }

    private ReadCustomer() {}
}
