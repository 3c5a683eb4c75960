package dev.ordersync.mapping.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.events.Codec;
import dev.ordersync.katana.Customer;
import dev.ordersync.mapping.domain.CustomerLadder.Candidate;
import dev.ordersync.mapping.kept.ListedCustomers;
import dev.ordersync.mapping.kept.ListedCustomers.Listed;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The candidates of the customer ladder out of what was listed of Katana, without a call. */
final class ListedSource implements ClimbCustomerLadder.Source {
    private final ListedCustomers listed;
    private final String store;
    private final Set<Long> given = new HashSet<>();

    ListedSource(ListedCustomers listed, String store) {
        this.listed = listed;
        this.store = store;
    }

    /** Whether it has offered this one. */
    boolean gave(long customerId) {
        return given.contains(customerId);
    }

    @Override
    public Step<List<Candidate>> byReference(String referenceId) {
        return candidates(listed.byReference(store, referenceId));
    }

    @Override
    public Step<List<Candidate>> byEmail(String email) {
        return candidates(listed.byEmail(store, email));
    }

    @Override
    public Step<List<Candidate>> byName(String name) {
        return candidates(listed.byName(store, name));
    }

    static Listed listed(Customer customer) {
        String body =
                Codec.JSON.valueToTree(ClimbCustomerLadder.candidate(customer)).toString();
        return new Listed(customer.id(), customer.referenceId(), customer.email(), customer.name(), body);
    }

    private Step<List<Candidate>> candidates(List<Listed> found) {
        found.forEach(one -> given.add(one.customerId()));
        return Step.go(found.stream().map(ListedSource::candidate).toList());
    }

    private static Candidate candidate(Listed one) {
        try {
            JsonNode body = Codec.JSON.readTree(one.body());
            return new Candidate(
                    one.customerId(),
                    text(body, "name"),
                    text(body, "firstName"),
                    text(body, "lastName"),
                    text(body, "company"),
                    text(body, "email"),
                    text(body, "phone"),
                    one.referenceId(),
                    false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.get(field).asText() : null;
    }
}
