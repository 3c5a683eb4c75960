package dev.ordersync.ingest.console.login;

import dev.ordersync.ingest.security.PasswordIdentity;
import dev.ordersync.ingest.security.SessionCookie;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** People sign in here, and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class LoginPage {

    @CheckedTemplate(basePath = "console/login")
    static class Templates {
        static native TemplateInstance login(String next, String user, String fault);
    }

    private final IdentityProviderManager identities;
    private final SessionCookie cookie;

    LoginPage(IdentityProviderManager identities, SessionCookie cookie) {
        this.identities = identities;
        this.cookie = cookie;
    }

    @GET
    @Path("login")
    public TemplateInstance form(@RestQuery String next) {
        return Templates.login(ours(next), "", "");
    }

    @POST
    @Path("login")
    public Response signIn(
            @RestForm String user, @RestForm String password, @RestForm String next, RoutingContext context) {
        String name = user == null ? "" : user.strip();
        var request = new UsernamePasswordAuthenticationRequest(
                name, new PasswordCredential((password == null ? "" : password).toCharArray()));
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        try {
            SecurityIdentity identity = identities.authenticateBlocking(request);
            cookie.open(context, identity.getPrincipal().getName());
            return Response.seeOther(URI.create(ours(next))).build();
        } catch (AuthenticationFailedException e) {
            if (e.getCause() instanceof PasswordIdentity.TooManyAttempts)
                return again(429, next, name, "Too many failed attempts. Please wait five minutes, then try again.");
            return again(401, next, name, "User or password is wrong.");
        }
    }

    @POST
    @Path("logout")
    public Response signOut(RoutingContext context) {
        cookie.close(context);
        return Response.seeOther(URI.create("/login")).build();
    }

    private static Response again(int status, String next, String user, String fault) {
        return Response.status(status)
                .entity(Templates.login(ours(next), user, fault))
                .build();
    }

    /** Only an address of ours: a link must not lead a person who signs in to another site. */
    static String ours(String next) {
        if (next == null || !next.matches("/(?![/\\\\])[!-~&&[^\\\\\"<>]]*")) return "/";
        try {
            return URI.create(next).toString();
        } catch (IllegalArgumentException notAnAddress) {
            return "/";
        }
    }
}
