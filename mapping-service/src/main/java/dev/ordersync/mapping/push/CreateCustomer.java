package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.katana.Address;
import dev.ordersync.katana.Customer;
import dev.ordersync.katana.NewCustomer;
import dev.ordersync.mapping.domain.CustomerIdentity;
import dev.ordersync.mapping.domain.ShopOrder;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A new customer with the order's addresses and, where there is an account, its BigCommerce id. */
final class CreateCustomer implements CreateOnce.Create<Customer> {
    private final Errand errand;
    private final CustomerIdentity wanted;
    private final ShopOrder.Address billTo;
    private final ShopOrder.Address shipTo;
    private final ClimbCustomerLadder ladder;
    private final boolean ours;
    private final Keep keep;

    @FunctionalInterface
    interface Keep {
        void keep(Connection tx, Customer made) throws Exception;
    }

    /** @param ours whether it was this identity's create that is open, else another's of the same e-mail */
    CreateCustomer(
            Errand errand,
            CustomerIdentity wanted,
            ShopOrder.Address billTo,
            ShopOrder.Address shipTo,
            ClimbCustomerLadder ladder,
            boolean ours,
            Keep keep) {
        this.errand = errand;
        this.wanted = wanted;
        this.billTo = billTo;
        this.shipTo = shipTo;
        this.ladder = ladder;
        this.ours = ours;
        this.keep = keep;
    }

    @Override
    public Step<Optional<Customer>> find() {
        return ours ? ladder.findCreated(errand, wanted) : ladder.findByEmail(errand, wanted);
    }

    @Override
    public Answer<Customer> post() {
        List<Address> addresses = new ArrayList<>();
        if (billTo != null) addresses.add(Wire.address(Address.BILLING, billTo));
        if (shipTo != null) addresses.add(Wire.address(Address.SHIPPING, shipTo));
        return errand.katana()
                .customers()
                .create(new NewCustomer(
                        wanted.name(),
                        wanted.firstName(),
                        wanted.lastName(),
                        wanted.company(),
                        wanted.email(),
                        wanted.phone(),
                        null,
                        wanted.referenceId(),
                        null,
                        addresses));
    }

    @Override
    public void keep(Connection tx, Customer made) throws Exception {
        keep.keep(tx, made);
    }
}
