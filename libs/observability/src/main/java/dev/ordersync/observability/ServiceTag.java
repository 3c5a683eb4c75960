package dev.ordersync.observability;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every meter says whose it is: the three services share names. */
class ServiceTag {

    @Produces
    @Singleton
    MeterFilter service(@ConfigProperty(name = "quarkus.application.name") String name) {
        return MeterFilter.commonTags(Tags.of("service", name));
    }
}
