package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import dev.ordersync.ingest.config.SyncConfig;
import dev.ordersync.stores.Sealing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Who may sign in, and for how long. */
@Singleton
public class SecurityWiring {
    private final SyncConfig config;

    SecurityWiring(SyncConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    People people() {
        Secret password = config.admin()
                .password()
                .filter(text -> !text.isBlank())
                .map(Secret::of)
                .orElseThrow(() -> new IllegalStateException(
                        "SYNC_ADMIN_PASSWORD is not set: without it anyone could use /api. Set it and start again."));
        List<Person> people = new ArrayList<>();
        people.add(new Person(config.admin().user(), Role.ADMINISTRATOR, new Password.Plain(password)));
        config.usersFile().map(UsersFile::read).ifPresent(people::addAll);
        return new People(people);
    }

    @Produces
    @Singleton
    Sessions sessions(Sealing sealing) {
        return new Sessions(sealing, config.ingest().sessionIdle());
    }
}
