package dev.ordersync.mapping.push;

import dev.ordersync.katana.Address;
import dev.ordersync.katana.Attribute;
import dev.ordersync.katana.NewRow;
import dev.ordersync.katana.SalesOrderAddress;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.domain.ShopOrder;
import java.math.BigDecimal;
import java.util.List;

/** Between the plan's words and Katana's. */
final class Wire {

    static Address address(String entityType, ShopOrder.Address address) {
        return new Address(
                entityType,
                address.firstName(),
                address.lastName(),
                address.company(),
                address.phone(),
                address.line1(),
                address.line2(),
                address.city(),
                address.state(),
                address.zip(),
                address.country());
    }

    static ShopOrder.Address address(SalesOrderAddress address) {
        return new ShopOrder.Address(
                blankToNull(address.firstName()),
                blankToNull(address.lastName()),
                blankToNull(address.company()),
                blankToNull(address.phone()),
                blankToNull(address.line1()),
                blankToNull(address.line2()),
                blankToNull(address.city()),
                blankToNull(address.state()),
                blankToNull(address.zip()),
                blankToNull(address.country()));
    }

    static List<Attribute> attributes(List<SalesOrderPlan.Attribute> attributes) {
        return attributes.stream()
                .map(attribute -> new Attribute(attribute.key(), attribute.value()))
                .toList();
    }

    static List<SalesOrderPlan.Attribute> planned(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.key() != null && attribute.value() != null)
                .map(attribute -> new SalesOrderPlan.Attribute(attribute.key(), attribute.value()))
                .toList();
    }

    static NewRow row(SalesOrderPlan.Row row, Resolved ids) {
        return new NewRow(
                ids.variant(row.item()).variantId(),
                row.quantity(),
                row.pricePerUnit(),
                row.totalDiscount(),
                ids.taxRate(row.taxPercent()),
                null,
                attributes(row.attributes()));
    }

    static boolean isTaxed(BigDecimal percent) {
        return percent != null && percent.signum() != 0;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private Wire() {}
}
