package dev.ordersync.ingest.console.layout;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A sentence for the next page, after an action that ends with a redirect. */
public final class Note {
    private static final String COOKIE = "ordersync-note";
    private static final int SECONDS = 30;

    /** Leads on to a page that shows the words once. */
    public static Response then(String path, String words) {
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(StandardCharsets.UTF_8));
        return Response.seeOther(URI.create(path))
                .cookie(new NewCookie.Builder(COOKIE)
                        .value(value)
                        .path("/")
                        .maxAge(SECONDS)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    static String take(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) return "";
        context.response()
                .addCookie(Cookie.cookie(COOKIE, "")
                        .setPath("/")
                        .setMaxAge(0)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX));
        try {
            return new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException damaged) {
            return "";
        }
    }

    private Note() {}
}
