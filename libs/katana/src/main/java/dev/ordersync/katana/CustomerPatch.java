package dev.ordersync.katana;

/** Changes to a customer. The name is always sent: one of two sources says that it is required. */
public final class CustomerPatch extends Patch<CustomerPatch> {

    private CustomerPatch() {}

    public static CustomerPatch named(String name) {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a customer has a name");
        return new CustomerPatch().text("name", name);
    }

    public CustomerPatch firstName(String firstName) {
        return text("first_name", firstName);
    }

    public CustomerPatch lastName(String lastName) {
        return text("last_name", lastName);
    }

    public CustomerPatch company(String company) {
        return text("company", company);
    }

    public CustomerPatch email(String email) {
        return text("email", email);
    }

    public CustomerPatch phone(String phone) {
        return text("phone", phone);
    }

    public CustomerPatch currency(String currency) {
        return text("currency", currency);
    }

    public CustomerPatch referenceId(String referenceId) {
        return text("reference_id", referenceId);
    }
}
