package dev.ordersync.mapping.read;

import dev.ordersync.bigcommerce.BcOrder;
import dev.ordersync.bigcommerce.BcTax;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rates of lines and charges, from the answer of {@code /taxes?details=true}; none when it was not read. */
final class ReadTaxes {
    private final List<BcTax> taxes;
    private final int addresses;

    ReadTaxes(BcOrder order) {
        this.taxes = order.taxes() == null ? List.of() : order.taxes();
        this.addresses = order.consignments().size();
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
        List<BcTax> ofOnePlace = rows.stream()
                .filter(tax -> tax.addressId() == first.addressId() && tax.lineId() == first.lineId())
                .filter(tax -> tax.rate().signum() > 0)
                .toList();
        boolean named = first.addressId() != 0 || first.lineId() != 0;
        return (named ? ofOnePlace : oncePerAddress(ofOnePlace))
                .stream().map(tax -> new TaxLayer(tax.rate(), tax.priority())).toList();
    }

    /** Rows that do not say where: a tax that is there as often as there are addresses is one of each, and counts once. */
    private List<BcTax> oncePerAddress(List<BcTax> rows) {
        Map<List<Object>, List<BcTax>> same = new LinkedHashMap<>();
        for (BcTax tax : rows)
            same.computeIfAbsent(
                            Arrays.asList(tax.rate().stripTrailingZeros(), tax.priority(), tax.taxClassId()),
                            key -> new ArrayList<>())
                    .add(tax);
        return same.values().stream()
                .flatMap(of -> of.stream().limit(of.size() == addresses ? 1 : of.size()))
                .toList();
    }
}
