package dev.ordersync.mapping.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.events.Codec;
import dev.ordersync.stores.StoreSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A store's settings, of which a test names only those that matter to it. */
public final class Settings {

    /** @param choices name and value in turn; all others have their default */
    public static StoreSettings of(Object... choices) {
        ObjectNode chosen = Codec.JSON.createObjectNode();
        for (int i = 0; i < choices.length; i += 2) chosen.putPOJO(known(choices[i]), choices[i + 1]);
        return Codec.JSON.convertValue(chosen, StoreSettings.class);
    }

    private static String known(Object name) {
        return Arrays.stream(StoreSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such setting: " + name));
    }

    private Settings() {}
}
