package dev.ordersync.bigcommerce;

/** What reading a snapshot gave. */
public sealed interface OrderReading {

    record Readable(BcOrder order) implements OrderReading {}

    /**
     * A field that money or identity depends on could not be read, so nothing of the order is used.
     *
     * @param field its path in the snapshot, such as {@code lines[2].price_ex_tax}
     * @param sentence for a person; holds no personal data
     */
    record Unreadable(String field, String sentence) implements OrderReading {}
}
