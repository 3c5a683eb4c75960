package dev.ordersync.fulfillment.domain;

/**
 * Which side takes over the tracking number of a parcel that both sides know (setting {@code syncShipments}): the one that
 * still has what they last agreed on. Where both have another one, Katana's counts, since goods are shipped there; but a
 * number counts more than none.
 *
 * <p>Example: agreed on {@code T1}. Katana {@code T2}, BigCommerce {@code T1}: BigCommerce takes T2. Katana {@code T2},
 * BigCommerce {@code T3}: the same. Katana none, BigCommerce {@code T1}: removed there too. Katana none, BigCommerce
 * {@code T3}: Katana takes T3.
 */
public final class FollowTracking {
    /** In characters; BigCommerce takes no longer ones. Source: orders v2, {@code POST /v2/orders/{id}/shipments}. */
    private static final int MOST = 50;

    /**
     * The tracking number on either side, without what does not tell it apart: blanks around it, and what BigCommerce cannot
     * hold. Empty for none.
     */
    public record Numbers(String katana, String bigcommerce) {
        public Numbers {
            katana = plain(katana);
            bigcommerce = plain(bigcommerce);
        }

        /** Both sides have this one. */
        public static Numbers both(String number) {
            return new Numbers(number, number);
        }

        public boolean areTheSame() {
            return katana.equals(bigcommerce);
        }
    }

    public enum Step {
        NOTHING,
        /** What they have now is what they agree on from now on. */
        AGREE,
        TO_BIGCOMMERCE,
        TO_KATANA
    }

    public enum Kind {
        /** The shipment carries the marker of the fulfillment: we made it of that. */
        MADE,
        /** All other pairs of one fulfillment and one shipment. */
        FOUND,
        /**
         * The fulfillment goes to several addresses, so it has several shipments and yet one number: shipments may have numbers
         * of their own, which stay.
         */
        SHARED
    }

    /**
     * @param agreed what both had when they last said the same; null when that is not known
     * @param kind what the two have to do with each other
     */
    public static Step decide(Numbers now, Numbers agreed, Kind kind) {
        if (now.equals(agreed)) return Step.NOTHING;
        if (now.areTheSame()) return Step.AGREE;
        boolean inKatana = agreed == null || !now.katana().equals(agreed.katana());
        boolean inBigcommerce = agreed == null || !now.bigcommerce().equals(agreed.bigcommerce());
        if (kind == Kind.SHARED) return inKatana && !hasItsOwn(now, agreed) ? Step.TO_BIGCOMMERCE : Step.AGREE;
        if (now.katana().isEmpty() && inBigcommerce) return Step.TO_KATANA;
        // which of them was corrected is not known, nor whether they are one parcel at all
        if (agreed == null && kind == Kind.FOUND && !now.bigcommerce().isEmpty()) return Step.AGREE;
        return inKatana ? Step.TO_BIGCOMMERCE : Step.TO_KATANA;
    }

    private static boolean hasItsOwn(Numbers now, Numbers agreed) {
        if (now.bigcommerce().isEmpty()) return false;
        return agreed == null || !agreed.areTheSame() || !now.bigcommerce().equals(agreed.bigcommerce());
    }

    /**
     * The link to go with a number that one side takes over. One that names the former number does not go with the new one.
     *
     * @param from link of the side whose number is taken over, which had the number {@code before}
     * @param to link of the side that takes it over, which had the number {@code former}
     * @return empty to remove the link that is there; null to leave it
     */
    public static String link(String number, String from, String before, String to, String former) {
        if (!number.isEmpty() && !isBlank(from) && !isOutdated(from, before, number)) return from;
        return isOutdated(to, former, number) ? "" : null;
    }

    private static boolean isOutdated(String link, String former, String number) {
        if (isBlank(link) || former.isEmpty() || !link.contains(former)) return false;
        // the one may be a part of the other: ../T10 names T1 and T10
        return number.isEmpty() || former.contains(number) || !link.contains(number);
    }

    private static String plain(String number) {
        if (number == null) return "";
        String stripped = number.strip();
        if (stripped.length() <= MOST) return stripped;
        // not through the middle of a character that takes two places
        int end = Character.isHighSurrogate(stripped.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return stripped.substring(0, end).strip();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private FollowTracking() {}
}
