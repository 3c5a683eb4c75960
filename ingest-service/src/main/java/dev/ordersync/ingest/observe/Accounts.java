package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.bigcommerce.BcCustomer;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.stores.Store;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The accounts behind orders, since an order shows the billing e-mail alone (rule P2 asks for the account's). One call for
 * an order, or for all orders of a list; what was read stays good for ten minutes. Source: {@code GET /v3/customers},
 * which has no route for one customer.
 *
 * <p>When BigCommerce does not answer: the caller decides. When it has no such account, or lets us read none: {@link
 * Account#NONE}.
 */
public final class Accounts {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST = 20_000;

    private record Key(String store, long customerId) {}

    private final Function<Store, Customers> customers;
    private final Cache<Key, Account> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(MOST).build();

    /** The one call that is made here. */
    interface Customers {
        Answer<List<BcCustomer>> read(Collection<Long> ids);
    }

    public Accounts(Apis apis) {
        this(store -> ids -> apis.bigcommerce(store).catalogue().customers(ids));
    }

    Accounts(Function<Store, Customers> customers) {
        this.customers = customers;
    }

    /** Reads at once what the orders of a list need; what cannot be read here is read with each order. */
    public void learn(Store store, Collection<JsonNode> orders) {
        Set<Long> unknown = orders.stream()
                .filter(order -> known(store, order).isEmpty())
                .map(Accounts::customerId)
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) read(store, unknown);
    }

    /** Without a call; empty when one is needed. */
    public Optional<Account> known(Store store, JsonNode order) {
        long id = customerId(order);
        if (id <= 0) return Optional.of(Account.NONE);
        return Optional.ofNullable(known.getIfPresent(new Key(store.hash(), id)));
    }

    Answer<Account> of(Store store, JsonNode order) {
        Optional<Account> account = known(store, order);
        if (account.isPresent()) return Answer.ok(account.get());
        return read(store, Set.of(customerId(order)))
                .map(read -> known(store, order).orElse(Account.NONE));
    }

    private Answer<List<BcCustomer>> read(Store store, Set<Long> ids) {
        Answer<List<BcCustomer>> answer = noneIfClosed(customers.apply(store).read(ids));
        if (!answer.isOk()) return answer;
        ids.forEach(id -> known.put(new Key(store.hash(), id), Account.NONE));
        answer.value().forEach(one -> known.put(new Key(store.hash(), one.id()), new Account(email(one))));
        return answer;
    }

    /** A token without the scope for customers, or a shop that knows no such list: their orders come all the same. */
    private static Answer<List<BcCustomer>> noneIfClosed(Answer<List<BcCustomer>> answer) {
        if (answer.isOk()) return answer;
        Failure failure = answer.failure();
        boolean closed = failure instanceof Failure.Missing
                || failure instanceof Failure.Refused
                || (failure instanceof Failure.Denied denied && denied.status() == 403);
        return closed ? Answer.ok(List.of()) : answer;
    }

    private static String email(BcCustomer customer) {
        return customer.email() == null || customer.email().isBlank()
                ? null
                : customer.email().strip();
    }

    private static long customerId(JsonNode order) {
        return order.path("customer_id").asLong(0);
    }
}
