package dev.ordersync.ingest.rehearse;

import java.time.Instant;
import java.util.List;

/** A rehearsal as the API tells of it; the counts always add up to {@code seen}. */
public record RehearsalAnswer(
        String storeHash,
        String state,
        String orders,
        String by,
        Instant startedAt,
        Instant finishedAt,
        String trouble,
        long read,
        boolean readAll,
        long seen,
        Long estimatedSecondsLeft,
        Counts counts,
        List<Product> products,
        List<Cause> causes,
        int page,
        int pages,
        long total,
        List<Result> results) {

    /** By outcome. */
    public record Counts(long exact, long needsProduct, long differs, long excluded, long held) {}

    /** A product that Katana lacks, and how many orders want it. */
    public record Product(String sku, String name, long orders) {}

    /** How many orders share a reason. */
    public record Cause(String outcome, String cause, long orders) {}

    public record Result(
            long orderId,
            String outcome,
            String why,
            String cause,
            String bigcommerceTotal,
            String katanaTotal,
            String difference,
            String currency,
            Integer statusId,
            List<String> skus) {}
}
