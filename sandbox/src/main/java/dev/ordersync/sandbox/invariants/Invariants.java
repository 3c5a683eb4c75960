package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.Sandbox;
import dev.ordersync.sandbox.bigcommerce.Store;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The checks of a scenario, over the connected stores and their accounts alone. Each answers violations, an empty list when all is well; from any thread.
 *
 * <pre>{@code
 * var invariants = new Invariants(sandbox).store("abc123", StoreRules.defaults("workshop", Instant.now()));
 * await().untilAsserted(() -> assertThat(invariants.atRest()).isEmpty());
 * assertThat(invariants.always()).isEmpty();
 * }</pre>
 */
public final class Invariants {
    private static final int USUAL_ACCOUNT_QUOTA = 60;
    private static final Duration USUALLY_UNDER_WAY = Duration.ofMillis(250);

    private final Sandbox sandbox;
    private final Map<String, StoreRules> rules = new LinkedHashMap<>();
    private final Set<String> held = new LinkedHashSet<>();
    private int accountQuota = USUAL_ACCOUNT_QUOTA;
    private Duration underWay = USUALLY_UNDER_WAY;
    private List<Instant> kills = List.of();

    public Invariants(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** This store is connected in this way. */
    public Invariants store(String hash, StoreRules how) {
        rules.put(hash, how);
        return this;
    }

    /** This order waits for a person, so it is left out of the checks that compare states. */
    public Invariants held(String hash, int orderId) {
        held.add(hash + ":" + orderId);
        return this;
    }

    /** Requests per 60 seconds and Katana account, where the scenario set another limit. */
    public Invariants accountQuota(int requests) {
        accountQuota = requests;
        return this;
    }

    /** For how long after a 429 requests may still come, on a machine that is short of processors. */
    public Invariants underWay(Duration after429) {
        underWay = after429;
        return this;
    }

    /** When processes were killed: who dies in the moment in which it is answered 429 can tell nobody. */
    public Invariants killed(List<Instant> at) {
        kills = List.copyOf(at);
        return this;
    }

    /** What both states must show when nothing is under way: INV-1, 3, 4, 5. */
    public List<Violation> atRest() {
        return all(List.of(OneForOne::atRest, NoneInvented::check, MoneyToTheCent::check, NewestStateWins::check));
    }

    /** What must have held at each moment: INV-1, 3, 6, 7, 9, 13, 15, 17. Needs the whole journal. */
    public List<Violation> always() {
        if (sandbox.journal().forgotten() > 0) {
            return List.of(new Violation("INV", "journal", "has forgotten its beginning: give it more room"));
        }
        var found = new ArrayList<>(all(List.of(
                OneForOne::always,
                NoneInvented::check,
                StatusPath::check,
                facts -> WithinQuota.check(facts, accountQuota, underWay, kills),
                NoCrossing::check,
                OneHand::check)));
        found.addAll(connected(inv6NothingRisesAgain()));
        found.addAll(connected(inv7BatchesConserved(true)));
        return found;
    }

    public List<Violation> inv1OneForOne() {
        return all(List.of(OneForOne::atRest, OneForOne::always));
    }

    public List<Violation> inv2NoneLost(Duration bound) {
        return check(facts -> NoneLost.check(facts, bound));
    }

    public List<Violation> inv3NoneInvented() {
        return check(NoneInvented::check);
    }

    public List<Violation> inv4MoneyToTheCent() {
        return check(MoneyToTheCent::check);
    }

    public List<Violation> inv5NewestStateWins() {
        return check(NewestStateWins::check);
    }

    public List<Violation> inv6NothingRisesAgain() {
        return NothingRisesAgain.in(evidence());
    }

    /** @param unbatchedAllowed what batches lack may come from unbatched stock */
    public List<Violation> inv7BatchesConserved(boolean unbatchedAllowed) {
        return BatchesConserved.in(evidence(), unbatchedAllowed);
    }

    /**
     * At rest; for stores that sync fulfillments, but those held.
     *
     * @param shipments tracking is switched on
     */
    public List<Violation> inv8CompleteOnBothSides(boolean shipments) {
        return CompleteOnBothSides.in(evidence(), shipments, held).stream()
                .filter(v -> rules.entrySet().stream()
                        .anyMatch(store -> store.getValue().syncFulfillment()
                                && v.subject().startsWith(store.getKey() + ":")))
                .toList();
    }

    /** Everything as it is now, to compare with later. */
    public Evidence evidence() {
        return Evidence.of(sandbox);
    }

    /** Nothing was written and nothing differs since then. */
    public List<Violation> inv11SilentReplay(Evidence before) {
        return SilentReplay.between(before, evidence());
    }

    public List<Violation> inv9StatusPath() {
        return check(StatusPath::check);
    }

    /** No write on either side since then. */
    public List<Violation> inv10Quiet(Instant since) {
        return check(facts -> Quiet.check(facts, since.toEpochMilli()));
    }

    public List<Violation> inv13WithinQuota() {
        return check(facts -> WithinQuota.check(facts, accountQuota, underWay, kills));
    }

    public List<Violation> inv15NoCrossing() {
        return check(NoCrossing::check);
    }

    public List<Violation> inv17OneHand() {
        return check(OneHand::check);
    }

    /** What was imported since then cost no more requests than needed, plus an allowance. */
    public List<Violation> inv19CheapImports(Instant since, int allowance) {
        return check(facts -> Cheap.imports(facts, since.toEpochMilli(), allowance));
    }

    /** At most so many writes to {@code katana} or {@code bigcommerce} since then. */
    public List<Violation> inv19Writes(String side, Instant since, int most) {
        return check(facts -> Cheap.writes(facts, side, since.toEpochMilli(), most));
    }

    /** Requests refused with 429 so far, by {@code side scope}. */
    public Map<String, Long> refused() {
        return sandbox.kernel().loop().call(() -> WithinQuota.refused(facts()));
    }

    /** Of the stores named here and their accounts: other scenarios may share the sandbox. */
    private List<Violation> connected(List<Violation> violations) {
        return violations.stream()
                .filter(v -> rules.entrySet().stream()
                        .anyMatch(store -> v.subject().startsWith(store.getKey() + ":")
                                || v.subject().startsWith(store.getValue().account())))
                .toList();
    }

    private List<Violation> all(List<Function<Facts, List<Violation>>> checks) {
        return check(facts -> {
            var found = new ArrayList<Violation>();
            checks.forEach(one -> found.addAll(one.apply(facts)));
            return found.stream().distinct().toList();
        });
    }

    private List<Violation> check(Function<Facts, List<Violation>> one) {
        return sandbox.kernel().loop().call(() -> one.apply(facts()));
    }

    private Facts facts() {
        return new Facts(
                sandbox.kernel().clock().millis(),
                sandbox.bigCommerce().stores().stream().collect(Collectors.toMap(Store::hash, Function.identity())),
                sandbox.katana().snapshots().stream().collect(Collectors.toMap(Snapshot::account, Function.identity())),
                sandbox.journal().entries(),
                rules,
                held);
    }
}
