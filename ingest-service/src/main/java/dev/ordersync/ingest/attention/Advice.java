package dev.ordersync.ingest.attention;

import java.util.List;

/** What a group of troubled orders is called, what helps, and what can be done about it right there. */
public record Advice(String title, String fix, List<Action> actions) {

    /** What can be done beside trying again. */
    public enum Action {
        CREATE_PRODUCT,
        TREAT_AS,
        FORGET_DELETION,
        EXCLUDE,
        SETTINGS
    }

    static Advice of(String state, String cause) {
        int colon = cause.indexOf(':');
        String group = colon < 0 ? cause : cause.substring(0, colon);
        String about = colon < 0 ? "" : cause.substring(colon + 1);
        return switch (group) {
            case "unknown-sku" ->
                advice(
                        about + " is not in Katana",
                        "Let the sync create the product, name the Katana SKU that it really is, or create it in Katana"
                                + " yourself: the orders then go on by themselves.",
                        Action.CREATE_PRODUCT,
                        Action.TREAT_AS);
            case "unknown-alias" ->
                advice(
                        about + " stands for a SKU that is not in Katana",
                        "Name another Katana SKU, or create that one in Katana and try again.",
                        Action.TREAT_AS);
            case "ambiguous-sku" ->
                advice(
                        about + " is on several variants in Katana",
                        "Keep the SKU on one of them in Katana, or name another SKU for these orders; then try again.",
                        Action.TREAT_AS);
            case "archived-sku" ->
                advice(
                        about + " is archived in Katana",
                        "Restore it in Katana and try again, or name the SKU that took its place.",
                        Action.TREAT_AS);
            case "batch-shortage" ->
                advice(
                        "Too little batch stock of " + about,
                        "Receive stock in Katana: the orders are delivered by themselves when it is there.");
            case "batches-refused" ->
                advice(
                        "Katana refuses batches that it shows in stock",
                        "It is tried again by itself. If it stays so, look at the stock of these batches in Katana.");
            case "serials-missing" ->
                advice(
                        "Serial numbers of " + about + " are not chosen",
                        "Deliver these sales orders in Katana, where the serial numbers are chosen.");
            case "serials-unclear" ->
                advice(
                        "Which serial numbers of " + about + " were sent is not known",
                        "Deliver the shipment in Katana with those that were sent: it is then known as the same parcel.");
            case "unexplained-difference" ->
                advice(
                        "The totals differ, and nothing explains it",
                        "Open the order and look at its receipt: correct the order in BigCommerce, or leave it out.",
                        Action.EXCLUDE);
            case "negative-amount" ->
                advice(
                        "An amount is below zero",
                        "Katana takes no negative amounts. Correct the order in BigCommerce, or leave it out.",
                        Action.EXCLUDE);
            case "unreadable" ->
                advice(
                        "BigCommerce's answer could not be read",
                        "Open the order in BigCommerce and save it again; then try again.");
            case "no-location" ->
                advice(
                        "No Katana location is chosen",
                        "Choose the location that the sales orders ship from in the store's settings.",
                        Action.SETTINGS);
            case "refused" ->
                advice(
                        "Katana refuses what we send" + (about.isEmpty() ? "" : " (" + about + ")"),
                        "Read Katana's answer below, correct what it names, then try again.");
            case "tax-rate" ->
                advice(
                        "A tax rate is missing in Katana",
                        "Add the tax rate that the sentence names in Katana's settings, then try again.");
            case "several-sales-orders" ->
                advice(
                        "Katana has several sales orders for one order",
                        "Delete all but one in Katana, then try again.");
            case "foreign-sales-order" ->
                advice(
                        "Katana has a sales order that somebody else made",
                        "Open the order and link it to that sales order, or delete the sales order in Katana and try again.");
            case "locked" ->
                advice(
                        "The order changed after it was packed",
                        "Katana locks what is packed. Unpack the sales order in Katana and try again, or settle the change"
                                + " by hand.");
            case "cannot-delete", "cancelled-but-packed" ->
                advice(
                        "Cancelled in the shop, but already packed",
                        "Take the goods back in Katana and delete the sales order there, or keep it as it is.");
            case "other-account" ->
                advice(
                        "The sales order is in another Katana account",
                        "It was made with the account that this store used before. If the API key was replaced by mistake,"
                                + " enter the former one again, then try again. Else change the sales order there by hand.");
            case "manual-hold" ->
                advice("Held by a person", "Try again when the reason is gone: that ends the hold.", Action.EXCLUDE);
            case "order-missing" ->
                advice(
                        "The order is gone from BigCommerce",
                        "It was deleted there. Delete the sales order in Katana, or leave the order out.",
                        Action.EXCLUDE);
            case "orders-scope" ->
                advice(
                        "BigCommerce does not let us change orders",
                        "Give the token the scope Orders (modify) in BigCommerce, or store one that has it; then try again.",
                        Action.SETTINGS);
            case "order-reopened", "delivery-undone" ->
                advice(
                        "One side was taken back, the other was not",
                        "Bring both to the same state by hand: it is never done for you, since goods may have left.");
            case "shipment-awaits-rows" ->
                advice(
                        "Shipped, but not yet in the sales order",
                        "See why the line is missing: with it, the shipment is delivered in Katana by itself.");
            case "gave-up" ->
                advice(
                        "Tried for a day in vain",
                        "See whether the other system answers again, then try again. The latest answer is told above.");
            case "kills-its-worker" ->
                advice(
                        "Put aside, since its processing broke off five times",
                        "Try again. If it is put aside once more, look into the log of the service at that time.");
            case "shipment-refused" ->
                advice(
                        "BigCommerce refused the shipment",
                        "Correct what it names, in Katana or in the shop, then try again. The statuses are kept in step meanwhile.");
            case "tracking-refused" ->
                advice(
                        "A tracking number was not taken over",
                        "Enter it by hand where it is missing, or correct it where it was entered; then try again.");
            case "shipped-but-packed" ->
                advice(
                        "Shipped otherwise than it was packed",
                        "Unpack it in Katana, or set what is packed to delivered: then the two are compared again.");
            case "shipment-made-again" ->
                advice(
                        "A shipment was deleted and made again",
                        "Undo its fulfillment in Katana, or give both the same tracking number; then try again.");
            case "credentials" ->
                advice(
                        "Katana refuses the API key",
                        "Reconnect the store with a new key: everything that waits then goes on.",
                        Action.SETTINGS);
            case "unsettled", "retry", "unseen" ->
                advice(
                        "Katana has not answered for a while",
                        "Nothing to do: it is tried again by itself, and nothing is made twice.");
            default -> other(state, group);
        };
    }

    private static Advice other(String state, String group) {
        if (group.endsWith("but-delivered"))
            return advice(
                    "Delivered in Katana, but not open in the shop",
                    "Look at the order on both sides and settle it by hand; then try again.",
                    Action.EXCLUDE);
        return switch (state) {
            case "conflict" ->
                advice("Both sides moved apart", "Open the order: its sentence says what to settle, then try again.");
            case "waiting" ->
                advice("Waiting for longer than usual", "Try again; when that does not help, check the connection.");
            default ->
                advice("Held for a person", "Open the order: its sentence says what is missing, then try again.");
        };
    }

    private static Advice advice(String title, String fix, Action... actions) {
        return new Advice(title, fix, List.of(actions));
    }

    public boolean offers(String action) {
        return actions.contains(Action.valueOf(action));
    }
}
