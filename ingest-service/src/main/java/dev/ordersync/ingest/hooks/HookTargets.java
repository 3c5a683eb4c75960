package dev.ordersync.ingest.hooks;

import java.net.URI;
import java.util.Optional;

/** Where both sides are to send their webhooks. */
public final class HookTargets {
    private final Optional<String> publicUrl;

    /** @param publicUrl {@code SYNC_PUBLIC_URL}; empty: nobody can reach us, and there are no hooks */
    public HookTargets(Optional<String> publicUrl) {
        this.publicUrl =
                publicUrl.map(String::trim).filter(url -> !url.isEmpty()).map(url -> url.replaceAll("/+$", ""));
    }

    public boolean isReachable() {
        return publicUrl.isPresent();
    }

    String ofStore(String hash) {
        return publicUrl.orElseThrow() + storePath(hash);
    }

    URI ofAccount(String account) {
        return URI.create(publicUrl.orElseThrow() + accountPath(account));
    }

    /** Ours, perhaps under an address we had before. */
    static boolean isOfStore(String destination, String hash) {
        return path(destination).endsWith(storePath(hash));
    }

    static boolean isOfAccount(String url, String account) {
        return path(url).endsWith(accountPath(account));
    }

    /** The account that a webhook to our present address names; empty when it goes elsewhere. */
    Optional<String> accountOf(String url) {
        String start = publicUrl.orElseThrow() + accountPath("");
        return url != null && url.startsWith(start) ? Optional.of(url.substring(start.length())) : Optional.empty();
    }

    private static String path(String url) {
        return url == null ? "" : url.replaceAll("[?#].*$", "").replaceAll("/+$", "");
    }

    private static String storePath(String hash) {
        return "/webhooks/bigcommerce/" + hash;
    }

    private static String accountPath(String account) {
        return "/webhooks/katana/" + account;
    }
}
