package dev.ordersync.katana;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Page;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Customers. There is no read by a single id: a list of one is asked for. Source: {@code /customers}. */
public final class Customers {
    private static final String PATH = "/customers";
    private static final int IDS_PER_CALL = 100;

    private final Wire wire;
    private final Lister lister;

    Customers(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /** Live customers with exactly this reference. */
    public Answer<List<Customer>> byReference(String referenceId) {
        return by("reference_id", referenceId, c -> referenceId.equals(c.referenceId()));
    }

    /**
     * Live customers with this e-mail, in any case. Whether Katana compares cases is not documented, so it is asked as
     * given and, if that differs, in lower case too.
     */
    public Answer<List<Customer>> byEmail(String email) {
        String asGiven = email.trim();
        String lower = asGiven.toLowerCase(Locale.ROOT);
        Predicate<Customer> same = c -> c.email() != null && c.email().trim().equalsIgnoreCase(asGiven);
        Answer<List<Customer>> first = by("email", lower, same);
        if (!first.isOk() || lower.equals(asGiven)) return first;
        Map<Long, Customer> all = new LinkedHashMap<>();
        first.value().forEach(c -> all.put(c.id(), c));
        Answer<List<Customer>> second = by("email", asGiven, same);
        if (!second.isOk()) return second;
        second.value().forEach(c -> all.put(c.id(), c));
        return Answer.ok(List.copyOf(all.values()));
    }

    /** Live customers with this very name. */
    public Answer<List<Customer>> byName(String name) {
        return by("name", name, c -> name.equals(c.name()));
    }

    /** These customers, deleted ones too. */
    public Answer<List<Customer>> byIds(Collection<Long> ids) {
        return Chunks.ask(
                        ids,
                        IDS_PER_CALL,
                        some -> lister.all(
                                () -> wire.at(PATH).withEach("ids", some).with("include_deleted", true),
                                Customer.class,
                                c -> some.contains(c.id())))
                .map(Lister::values);
    }

    /** Live customers, 250 a page, from page 1. */
    public Answer<Page<Customer>> page(int page) {
        return lister.page(wire.at(PATH), page, Customer.class, c -> c.deletedAt() == null)
                .map(read -> read.map(Read::value));
    }

    private Answer<List<Customer>> by(String filter, String value, Predicate<Customer> same) {
        if (value.isBlank()) throw new IllegalArgumentException("empty " + filter);
        return lister.all(
                        () -> wire.at(PATH).with(filter, value),
                        Customer.class,
                        c -> c.deletedAt() == null && same.test(c))
                .map(Lister::values);
    }

    /** {@code Uncertain} without an answer: look it up by reference or e-mail. */
    public Answer<Customer> create(NewCustomer customer) {
        return wire.create(wire.at(PATH), customer, Customer.class).map(Read::value);
    }

    /** Changes a customer; gives it where the answer holds it. */
    public Answer<Optional<Customer>> patch(long id, CustomerPatch patch) {
        return wire.patch(wire.at(PATH).id(id), patch.body(), Customer.class).map(read -> read.map(Read::value));
    }
}
