package dev.ordersync.mapping.read;

import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.bigcommerce.BcTax;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.util.List;
import java.util.function.Predicate;

/** The rates of lines and charges, from the answer of {@code /taxes?details=true}; none when it was not read. */
final class ReadTaxes {
    private final List<BcTax> taxes;

    ReadTaxes(BcOrder order) {
        this.taxes = order.taxes() == null ? List.of() : order.taxes();
    }

    List<TaxLayer> ofLine(long lineId) {
        return layers(tax -> tax.lineId() == lineId
                && (tax.lineItemType().equals("item") || tax.lineItemType().isEmpty()));
    }

    /** @param type {@code shipping}, {@code handling} or {@code gift-wrapping} */
    List<TaxLayer> ofCharge(String type) {
        return layers(tax -> tax.lineItemType().equals(type));
    }

    List<TaxLayer> ofCharge(String type, long addressId) {
        return layers(tax -> tax.lineItemType().equals(type) && tax.addressId() == addressId);
    }

    List<TaxLayer> ofWrapping(long lineId) {
        return layers(tax -> tax.lineItemType().equals("gift-wrapping") && tax.lineId() == lineId);
    }

    /**
     * The rates that whatever is of the same tax class has: fees have no rows of a documented type.
     *
     * @param taxClassId 0 is the default one
     */
    List<TaxLayer> ofClass(long taxClassId) {
        return layers(tax -> tax.taxClassId() != null && tax.taxClassId() == taxClassId);
    }

    /** What is taxed in several places (per address, per wrapped line) lists its taxes once per place: one place counts. */
    private List<TaxLayer> layers(Predicate<BcTax> wanted) {
        List<BcTax> rows = taxes.stream().filter(wanted).toList();
        if (rows.isEmpty()) return List.of();
        BcTax first = rows.get(0);
        return rows.stream()
                .filter(tax -> tax.addressId() == first.addressId() && tax.lineId() == first.lineId())
                .filter(tax -> tax.rate().signum() > 0)
                .map(tax -> new TaxLayer(tax.rate(), tax.priority()))
                .toList();
    }
}
