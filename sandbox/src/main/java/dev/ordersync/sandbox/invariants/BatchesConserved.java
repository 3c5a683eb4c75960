package dev.ordersync.sandbox.invariants;

import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * INV-7: never more delivered of a row than ordered, never more of a batch taken than it held; and where we choose, the
 * batches of a row add up to its quantity, oldest first, from the row's own location.
 */
public final class BatchesConserved {

    private static final String NAME = "INV-7";

    private BatchesConserved() {}

    /** @param unbatchedAllowed the stores' setting that lets the rest come from unbatched stock */
    public static List<Violation> in(Evidence evidence, boolean unbatchedAllowed) {
        List<Violation> found = new ArrayList<>();
        for (Snapshot account : evidence.accounts()) {
            account.batchStocks().stream()
                    .filter(stock -> stock.batchId() != null && stock.quantity().signum() < 0)
                    .forEach(stock -> found.add(new Violation(
                            NAME,
                            account.account() + " batch " + stock.batchId(),
                            "holds " + stock.quantity().toPlainString() + " at location " + stock.locationId())));
            account.livingOrders().forEach(so -> order(so, unbatchedAllowed, found));
        }
        return found;
    }

    private static void order(Snapshot.Order so, boolean unbatchedAllowed, List<Violation> found) {
        for (Snapshot.Row row : so.livingRows()) {
            BigDecimal fulfilled = so.livingFulfillments().stream()
                    .flatMap(f -> f.parts().stream())
                    .filter(part -> part.rowId() == row.id())
                    .map(Snapshot.Part::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (fulfilled.compareTo(row.quantity()) > 0) {
                found.add(new Violation(
                        NAME,
                        Evidence.name(so),
                        "row " + row.id() + ": " + fulfilled.toPlainString() + " fulfilled of "
                                + row.quantity().toPlainString()));
            }
        }
        so.livingFulfillments().stream()
                .filter(f -> !f.byHand() && f.status().equals("DELIVERED"))
                .forEach(f -> f.parts().stream()
                        .filter(Snapshot.Part::batchTracked)
                        .forEach(part -> ours(so, part, unbatchedAllowed, found)));
    }

    private static void ours(Snapshot.Order so, Snapshot.Part part, boolean unbatchedAllowed, List<Violation> found) {
        String subject = Evidence.name(so) + " row " + part.rowId();
        BigDecimal batched = part.takes().stream()
                .filter(take -> take.batchId() != null)
                .map(Snapshot.Take::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!unbatchedAllowed && batched.compareTo(part.quantity()) != 0) {
            found.add(new Violation(
                    NAME,
                    subject,
                    "batches add up to " + batched.toPlainString() + ", not to "
                            + part.quantity().toPlainString()));
        }
        if (!part.skipped().isEmpty()) {
            found.add(new Violation(NAME, subject, "older batches with stock were passed over: " + part.skipped()));
        }
        so.livingRows().stream()
                .filter(row -> row.id() == part.rowId() && row.locationId() != part.locationId())
                .forEach(row -> found.add(new Violation(
                        NAME, subject, "taken from location " + part.locationId() + ", not " + row.locationId())));
    }
}
