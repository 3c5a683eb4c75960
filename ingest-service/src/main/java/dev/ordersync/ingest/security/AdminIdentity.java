package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import dev.ordersync.ingest.config.SyncConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The one person who may use {@code /api}: {@code SYNC_ADMIN_USER} with {@code SYNC_ADMIN_PASSWORD}. */
@ApplicationScoped
public class AdminIdentity implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final Secret user;
    private final Secret password;

    AdminIdentity(SyncConfig config) {
        this.user = Secret.of(config.admin().user());
        this.password = Secret.of(config.admin()
                .password()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "SYNC_ADMIN_PASSWORD is not set: without it anyone could use /api. Set it and start again.")));
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        // both are compared in constant time, and always both
        boolean knownUser = user.equals(Secret.of(request.getUsername()));
        boolean rightPassword =
                password.equals(Secret.of(new String(request.getPassword().getPassword())));
        if (!(knownUser & rightPassword))
            return Uni.createFrom().failure(new AuthenticationFailedException("user or password is wrong"));
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(request.getUsername()))
                        .addRole("admin")
                        .build());
    }
}
