package dev.ordersync.ingest.completeness;

import java.time.Instant;

/**
 * What both sides counted at one moment.
 *
 * @param eligible orders that BigCommerce counts in the statuses that are imported
 * @param inKatana of these, the ones with a live sales order
 * @param explained of these, the ones that wait, are held or are left out, each with its reason
 * @param linked orders in any status that we know a live sales order of
 * @param katanaCount sales orders with this store's identity that Katana counts; null when it does not count
 */
public record Proof(
        String store, Instant checkedAt, long eligible, long inKatana, long explained, long linked, Long katanaCount) {

    /** Orders that BigCommerce counts and nobody here can account for: 12 eligible, 9 in Katana, 3 held: 0. */
    public long unknown() {
        return Math.max(0, eligible - inKatana - explained);
    }

    /** Sales orders that we know of and Katana does not count. */
    public long missing() {
        return katanaCount == null ? 0 : Math.max(0, linked - katanaCount);
    }

    public boolean isComplete() {
        return unknown() == 0 && missing() == 0;
    }

    /** The verdict for a person. */
    public String sentence() {
        if (isComplete()) return "Every eligible order is in Katana, or its reason is known.";
        if (unknown() > 0)
            return unknown() + (unknown() == 1 ? " order is" : " orders are")
                    + " in BigCommerce and not known here yet; the sweep is looking for them.";
        return missing() + (missing() == 1 ? " sales order is" : " sales orders are")
                + " known here and not counted by Katana; the sweep is looking for them.";
    }
}
