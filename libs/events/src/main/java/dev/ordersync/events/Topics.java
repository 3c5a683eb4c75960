package dev.ordersync.events;

/** The topics' fixed names. Every record's key is {@code storeHash:orderId}. */
public final class Topics {
    /** {@link OrderObserved}: ingest to mapping and fulfillment. */
    public static final String ORDERS_RAW = "bigcommerce.orders.raw";
    /** {@link FulfillmentObserved}: ingest to fulfillment and mapping. */
    public static final String FULFILLMENTS_RAW = "katana.fulfillments.raw";
    /** {@link OrderLinked}: mapping to fulfillment and ingest; compacted. */
    public static final String ORDER_LINKS = "sync.order-links";
    /** {@link OrderCommand}: ingest to mapping and fulfillment. */
    public static final String COMMANDS = "sync.commands";
    /** {@link OrderActivity}: every service to ingest. */
    public static final String ACTIVITY = "sync.activity";
    /** {@link PlanRequested}: ingest to mapping, for replays and rehearsals. */
    public static final String PLAN_REQUESTS = "sync.plan-requests";
    /** {@link PlanAnswered}: mapping to ingest. */
    public static final String PLAN_ANSWERS = "sync.plan-answers";

    /** Where records of a topic go that cannot be read, with the reason in the header {@code reason}. */
    public static String dead(String topic) {
        return topic + ".dead";
    }

    private Topics() {}
}
