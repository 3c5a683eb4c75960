package dev.ordersync.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Json;
import dev.ordersync.bigcommerce.BcCustomer;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule P2: a customer's e-mail is the account's where there is an account. */
class AccountsTest {
    private final List<Set<Long>> asked = new ArrayList<>();
    private final Store store = store("abc");
    private Answer<List<BcCustomer>> answer =
            Answer.ok(List.of(customer(11, " ada@account.example "), customer(12, "")));
    private final Accounts accounts = new Accounts(any -> this::read);

    @Test
    void oneCallTellsTheAccountAndIsNotRepeated() {
        assertThat(accounts.of(store, order(11)).value()).isEqualTo(new Account("ada@account.example"));
        assertThat(accounts.of(store, order(11)).value()).isEqualTo(new Account("ada@account.example"));

        assertThat(asked).containsExactly(Set.of(11L));
    }

    @Test
    void oneCallTellsThoseOfAWholeList() {
        accounts.learn(store, List.of(order(11), order(0), order(12), order(13), order(11)));
        accounts.learn(store, List.of(order(12), order(0)));

        assertThat(asked).containsExactly(Set.of(11L, 12L, 13L));
        assertThat(accounts.known(store, order(11))).contains(new Account("ada@account.example"));
        assertThat(accounts.known(store, order(12)))
                .as("an account without e-mail")
                .contains(Account.NONE);
        assertThat(accounts.known(store, order(13))).as("no such account").contains(Account.NONE);
        assertThat(accounts.known(store("other"), order(11))).isEmpty();
    }

    @Test
    void aGuestCostsNoCall() {
        assertThat(accounts.of(store, order(0)).value()).isEqualTo(Account.NONE);
        assertThat(asked).isEmpty();
    }

    static List<Failure> closed() {
        return List.of(
                new Failure.Denied(403, "scope"),
                new Failure.Missing("/v3/customers"),
                new Failure.Refused(422, "id:in", List.of()),
                new Failure.Refused(501, "not implemented", List.of()));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void withoutTheRightToReadAccountsOrdersComeWithTheirBillingEmail(Failure failure) {
        answer = Answer.failed(failure);

        assertThat(accounts.of(store, order(11)).value()).isEqualTo(Account.NONE);
    }

    @Test
    void anAccountThatDoesNotAnswerHoldsItsOrderUpForAWhileOnly() {
        answer = Answer.failed(new Failure.Unreachable("500"));
        Instant asked = Instant.EPOCH;
        Snapshot read = Snapshot.listed(order(11), Account.NONE, asked);

        assertThat(accounts.known(store, order(11))).isEmpty();
        assertThat(ReadOrder.withAccount(read, accounts.of(store, order(11)), asked.plusMillis(1))
                        .failure())
                .isInstanceOf(Failure.Unreachable.class);
        assertThat(ReadOrder.withAccount(read, accounts.of(store, order(11)), asked)
                        .value())
                .isEqualTo(read);
    }

    @Test
    void aTokenThatIsRefusedIsNoMissingRight() {
        answer = Answer.failed(new Failure.Denied(401, "token"));
        Snapshot read = Snapshot.listed(order(11), Account.NONE, Instant.EPOCH);

        assertThat(ReadOrder.withAccount(read, accounts.of(store, order(11)), Instant.EPOCH)
                        .failure())
                .isInstanceOf(Failure.Denied.class);
    }

    private Answer<List<BcCustomer>> read(Collection<Long> ids) {
        asked.add(Set.copyOf(ids));
        return answer;
    }

    private static BcCustomer customer(long id, String email) {
        return new BcCustomer(id, email, "Ada", "Byron", "", "", List.of());
    }

    private static Store store(String hash) {
        return new Store(
                hash, "Shop", Store.Phase.LIVE, null, null, null, null, "account", StoreSettings.defaults(), null, 1);
    }

    private static JsonNode order(long customerId) {
        return Json.TREE.createObjectNode().put("id", 7).put("customer_id", customerId);
    }
}
