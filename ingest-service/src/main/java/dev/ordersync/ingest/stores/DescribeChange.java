package dev.ordersync.ingest.stores;

import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says in sentences what a change of a store changed. */
public final class DescribeChange {

    /** @param before null for a new store */
    public static List<String> describe(Store before, Store after) {
        List<String> said = new ArrayList<>();
        if (before == null) said.add("The store was connected.");
        else if (!before.name().equals(after.name())) said.add("The name is now '" + after.name() + "'.");
        if (isNew(before == null ? null : before.bigcommerceToken(), after.bigcommerceToken()))
            said.add("A BigCommerce access token was stored.");
        if (isNew(before == null ? null : before.clientSecret(), after.clientSecret()))
            said.add("A BigCommerce client secret was stored.");
        if (isNew(before == null ? null : before.katanaKey(), after.katanaKey()))
            said.add("A Katana API key was stored.");
        List<String> old =
                before == null ? SaySettings.of(StoreSettings.defaults()) : SaySettings.of(before.settings());
        List<String> now = SaySettings.of(after.settings());
        for (int i = 0; i < now.size(); i++) if (!now.get(i).equals(old.get(i))) said.add(now.get(i));
        return said;
    }

    private static boolean isNew(Object before, Object after) {
        return after != null && !Objects.equals(before, after);
    }

    private DescribeChange() {}
}
