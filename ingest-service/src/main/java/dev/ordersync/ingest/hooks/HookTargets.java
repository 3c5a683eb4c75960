package dev.ordersync.ingest.hooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where both sides are to send their webhooks. */
public final class HookTargets {
    /** A name without a dot is known on one machine alone, where an imitation of the two sides may be less strict. */
    private static final Pattern PUBLIC_WITHOUT_TLS = Pattern.compile("(?i)http://[^/:]*\\.[^/:].*");

    private final Optional<String> publicUrl;

    /** @param publicUrl {@code SYNC_PUBLIC_URL}; empty: nobody can reach us, and there are no hooks */
    public HookTargets(Optional<String> publicUrl) {
        this.publicUrl =
                publicUrl.map(String::trim).filter(url -> !url.isEmpty()).map(url -> url.replaceAll("/+$", ""));
    }

    public boolean isReachable() {
        return publicUrl.isPresent();
    }

    /** What becomes of webhooks that are missing: both sides refuse an address without TLS, however often it is offered. */
    public String prospect() {
        return publicUrl.filter(PUBLIC_WITHOUT_TLS.asMatchPredicate()).isPresent()
                ? "not to be had: SYNC_PUBLIC_URL must begin with https://"
                : "being repaired";
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

    /**
     * Whether both name one address. A platform may give back {@code https://Sync.example.com/a} with its host in lower
     * case, its port named or a slash at its end.
     */
    static boolean isSame(String url, String other) {
        try {
            return plain(url).equals(plain(other));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Two of these are compared without regard to the case of scheme and host. */
    private static URI plain(String url) throws URISyntaxException {
        URI uri = new URI(url);
        if (uri.getHost() == null) return uri;
        int usual = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
        int port = uri.getPort() == usual ? -1 : uri.getPort();
        return new URI(uri.getScheme(), null, uri.getHost(), port, path(uri.getPath()), uri.getQuery(), null);
    }

    /** The account that a webhook to our present address names; empty when it goes elsewhere. */
    Optional<String> accountOf(String url) {
        String start = publicUrl.orElseThrow() + accountPath("");
        String path = path(url);
        return path.startsWith(start) ? Optional.of(path.substring(start.length())) : Optional.empty();
    }

    /** Up to its query, without slashes at its end. */
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
