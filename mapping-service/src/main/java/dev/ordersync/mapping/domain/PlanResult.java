package dev.ordersync.mapping.domain;

/** What came out of planning an order. */
public sealed interface PlanResult {

    record Planned(SalesOrderPlan plan, Receipt receipt) implements PlanResult {}

    /**
     * A person has to look: nothing is written.
     *
     * @param cause stable group key, for instance {@code unexplained-difference}
     * @param sentence names the field or line and the amount
     * @param receipt how far the proof got; null when it could not be begun
     */
    record Held(String cause, String sentence, Receipt receipt) implements PlanResult {}

    /** No line is left for Katana: the order is excluded. */
    record NothingToImport(String reason) implements PlanResult {}
}
