package dev.ordersync.katana;

/** Text limits of Katana's fields. What is only shown is cut; what identifies is not. */
final class Limits {
    static final int CUSTOMER_REF = 255;
    static final int TRACKING = 256;
    static final int URL = 2048;
    static final int CATEGORY = 35;
    static final int UOM = 7;

    static String cut(String text, int most) {
        if (text == null || text.length() <= most) return text;
        // not through the middle of a character that takes two places
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** A URL that is cut is no URL: a longer one is left out. */
    static String url(String url) {
        return url == null || url.length() > URL ? null : url;
    }

    /** Katana takes barcodes of 3 to 40 characters; any other is left out. */
    static String barcode(String code) {
        return code == null || code.length() < 3 || code.length() > 40 ? null : code;
    }

    private Limits() {}
}
