package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An address as comparable fields and as one line of text. */
final class AddressText {

    /** No address and one whose fields are all blank are the same. */
    static List<String> fields(Address a) {
        if (a == null) a = new Address(null, null, null, null, null, null, null, null, null, null);
        return Stream.of(
                        a.firstName(),
                        a.lastName(),
                        a.company(),
                        a.phone(),
                        a.line1(),
                        a.line2(),
                        a.city(),
                        a.state(),
                        a.zip(),
                        a.country())
                .map(text -> text == null ? "" : text.trim())
                .toList();
    }

    static String of(Address address) {
        return fields(address).stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    private AddressText() {}
}
