package dev.ordersync.sandbox.bigcommerce;

/** A delivery address of an order with its shipping; its id is the lines' {@code order_address_id}. */
public final class Destination {
    final int id;
    Address address;
    String method = "";
    Charge shipping = Charge.none();
    Charge handling = Charge.none();

    Destination(int id, Address address) {
        this.id = id;
        this.address = address;
    }

    public int id() {
        return id;
    }

    public Address address() {
        return address;
    }

    public String method() {
        return method;
    }

    public Charge shipping() {
        return shipping;
    }

    public Charge handling() {
        return handling;
    }
}
