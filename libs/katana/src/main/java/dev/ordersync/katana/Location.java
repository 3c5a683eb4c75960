package dev.ordersync.katana;

import java.time.Instant;

/** A place that stock is kept at and shipped from. @param salesAllowed orders are refused where it is false */
public record Location(long id, String name, Boolean isPrimary, Boolean salesAllowed, Instant deletedAt)
        implements Identified {

    public boolean sells() {
        return deletedAt == null && !Boolean.FALSE.equals(salesAllowed);
    }
}
