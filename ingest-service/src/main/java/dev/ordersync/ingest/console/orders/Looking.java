package dev.ordersync.ingest.console.orders;

import dev.ordersync.ingest.orders.BrowseOrders.Place;
import dev.ordersync.ingest.orders.OrderListing;
import dev.ordersync.ingest.orders.View;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a person looks at, and the addresses around it.
 *
 * @param severalStores whether the store has to be named for a person
 * @param version other when the list is another
 */
public record Looking(String store, View view, String words, Place place, boolean severalStores, String version) {

    Looking showing(OrderListing found) {
        return new Looking(store, view, words, place, severalStores, Integer.toHexString(found.hashCode()));
    }

    /** Another view of the same search. */
    public String of(View other) {
        return "/orders?store=" + store + "&view=" + other.word() + query();
    }

    public String itself() {
        return of(view) + at(place);
    }

    public String older(long before) {
        return of(view) + "&before=" + before;
    }

    public String newer(long after) {
        return of(view) + "&after=" + after;
    }

    public String live() {
        return itself().replaceFirst("/orders", "/orders/live") + "&version=" + version;
    }

    /** Only an address of this page. */
    static String ours(String back) {
        return back != null && back.matches("/orders\\?[!-~&&[^\\\\\"<>]]*") ? back : "/orders";
    }

    private static String at(Place place) {
        if (place.after() != null) return "&after=" + place.after();
        return place.before() == null ? "" : "&before=" + place.before();
    }

    private String query() {
        return words.isEmpty() ? "" : "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
