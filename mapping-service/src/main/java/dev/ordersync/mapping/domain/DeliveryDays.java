package dev.ordersync.mapping.domain;

/** Days from an order to its delivery date: the store's setting, else Katana's, else 14. */
public final class DeliveryDays {
    public static final int DEFAULT = 14;

    private static final int MOST = 3650;

    /**
     * @param setting the store's {@code deliveryDays}, or null
     * @param katana {@code default_so_delivery_time} of Katana's factory: {@code "14"}, null, or (in old examples) a
     *     timestamp, which is no number of days
     */
    public static int of(Integer setting, String katana) {
        if (setting != null && setting >= 0) return Math.min(setting, MOST);
        if (katana == null || !katana.trim().matches("\\d{1,4}")) return DEFAULT;
        return Math.min(Integer.parseInt(katana.trim()), MOST);
    }

    private DeliveryDays() {}
}
