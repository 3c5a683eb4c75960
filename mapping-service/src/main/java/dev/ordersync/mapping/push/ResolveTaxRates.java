package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.database.Transactions;
import dev.ordersync.katana.TaxRate;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownTaxRates;
import dev.ordersync.workqueue.Hands;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds Katana's tax rate for a percentage, and creates it once when there is none. All rates of an account are read
 * together and remembered. An untaxed row has no rate.
 */
@ApplicationScoped
class ResolveTaxRates {
    /** A dead holder lets go after this; should a living one be slower, its open intent still keeps others from creating. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final KnownTaxRates known;
    private final Transactions transactions;
    private final CreateOnce once;
    private final Hands hands;

    ResolveTaxRates(KnownTaxRates known, Transactions transactions, CreateOnce once, Hands hands) {
        this.known = known;
        this.transactions = transactions;
        this.once = once;
        this.hands = hands;
    }

    /** Katana's ids by percentage (3 places); null percentages are left out. */
    Step<Map<BigDecimal, Long>> resolve(Turn turn, Collection<BigDecimal> percents) {
        Map<BigDecimal, Long> ids = byRate(known.of(turn.account()));
        List<BigDecimal> wanted = percents.stream()
                .filter(Objects::nonNull)
                .map(ResolveTaxRates::threePlaces)
                .distinct()
                .toList();
        if (!ids.keySet().containsAll(wanted)) {
            Step<Map<Long, BigDecimal>> all = readAll(turn);
            if (all.stopped()) return all.stop();
            ids = byRate(all.value());
        }
        for (BigDecimal percent : wanted) {
            if (ids.containsKey(percent)) continue;
            Step<Long> created = create(turn, percent);
            if (created.stopped()) return created.stop();
            ids.put(percent, created.value());
        }
        return Step.go(ids);
    }

    /** The percentage of each tax rate id; the ids not known are looked for in Katana. */
    Step<Map<Long, BigDecimal>> percents(Turn turn, Collection<Long> taxRateIds) {
        Map<Long, BigDecimal> rates = known.of(turn.account());
        if (rates.keySet()
                .containsAll(taxRateIds.stream().filter(Objects::nonNull).toList())) return Step.go(rates);
        return readAll(turn);
    }

    /** Forgets those of these rates, of which Katana refused one, that are gone. */
    Step<Void> forgetGone(Turn turn, Collection<Long> taxRateIds) {
        return readAll(turn).map(listed -> {
            List<Long> gone = taxRateIds.stream()
                    .filter(id -> !listed.containsKey(id))
                    .distinct()
                    .toList();
            known.forgetUnlisted(turn.account(), gone);
            return null;
        });
    }

    private Step<Map<Long, BigDecimal>> readAll(Turn turn) {
        Answer<List<TaxRate>> answer = turn.katana().account().taxRates();
        if (!answer.isOk()) return Step.stop(Ending.of(answer.failure(), "the tax rates"));
        return Step.go(transactions.call(tx -> {
            Map<Long, BigDecimal> rates = new HashMap<>();
            for (TaxRate rate : answer.value()) {
                if (rate.rate() == null) continue;
                rates.put(rate.id(), threePlaces(rate.rate()));
                known.keep(tx, turn.account(), rate.id(), threePlaces(rate.rate()));
            }
            return rates;
        }));
    }

    private Step<Long> create(Turn turn, BigDecimal percent) {
        String text = percent.stripTrailingZeros().toPlainString();
        var hand = hands.take("tax:" + turn.account() + ":" + text, LEASE);
        if (hand.isEmpty()) return Step.stop(Ending.busy("another order creates the tax rate"));
        try (Hands.Hand held = hand.get()) {
            Long made = byRate(known.of(turn.account())).get(percent);
            if (made != null) return Step.go(made); // another just made it
            return once.create(
                            turn,
                            new Intents.Key(turn.account(), "tax-rate", text),
                            "the tax rate " + text + " %",
                            new Once(turn, percent, text))
                    .map(TaxRate::id);
        }
    }

    private final class Once implements CreateOnce.Create<TaxRate> {
        private final Turn turn;
        private final BigDecimal percent;
        private final String text;

        Once(Turn turn, BigDecimal percent, String text) {
            this.turn = turn;
            this.percent = percent;
            this.text = text;
        }

        @Override
        public Step<Optional<TaxRate>> find() {
            return Step.of(turn.katana().account().taxRates(), "the tax rates")
                    .map(rates -> rates.stream()
                            .filter(rate -> rate.rate() != null
                                    && threePlaces(rate.rate()).equals(percent))
                            .findFirst());
        }

        @Override
        public Answer<TaxRate> post() {
            return turn.katana().account().createTaxRate(percent, text + " %");
        }

        @Override
        public void keep(Connection tx, TaxRate made) throws Exception {
            known.keep(tx, turn.account(), made.id(), percent);
        }
    }

    /** Of several rates with one percentage the oldest. */
    private static Map<BigDecimal, Long> byRate(Map<Long, BigDecimal> rates) {
        Map<BigDecimal, Long> ids = new HashMap<>();
        rates.forEach((id, rate) -> ids.merge(threePlaces(rate), id, Math::min));
        return ids;
    }

    static BigDecimal threePlaces(BigDecimal percent) {
        return percent.setScale(3, RoundingMode.HALF_UP);
    }
}
