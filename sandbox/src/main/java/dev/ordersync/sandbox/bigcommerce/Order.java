package dev.ordersync.sandbox.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An order: what was agreed, and the totals {@link Pricing} made of it. State of the loop. */
public final class Order {
    /** The statuses in which a shop owes goods and has its money. */
    static final Set<Integer> PAID = Set.of(2, 3, 8, 9, 10, 11, 14);

    /**
     * The order had this status from then on.
     *
     * @param byApi written with an API token, else by a person, the shopper or a consequence of something else
     */
    public record StatusChange(long at, int statusId, boolean byApi) {}

    final int id;
    int customerId;
    long createdAt;
    long modifiedAt;
    long editedAt;
    long shippedAt;
    int statusId;
    boolean inclusive;
    Currency currency;
    String displayCurrency;
    BigDecimal displayRate = BigDecimal.ONE;
    Address billing;
    final List<Destination> destinations = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    final List<Discount> discounts = new ArrayList<>();
    final List<Fee> fees = new ArrayList<>();
    final List<Shipment> shipments = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();
    final List<StatusChange> history = new ArrayList<>();
    BigDecimal storeCredit = Money.ZERO;
    BigDecimal giftCertificate = Money.ZERO;
    BigDecimal shippingDiscount = Money.ZERO;
    String customerMessage = "";
    String staffNotes = "";
    String paymentMethod = "Credit Card";
    String paymentProvider = "";
    String paymentStatus = "captured";
    String externalOrderId = "";
    String source = "www";
    int channelId = 1;
    boolean archived;
    /** Written without padding ({@code "8"}), as older orders are. */
    boolean bareNumbers;
    /** Comes without the fields that are younger than the order: per-line discount results and the tax flag. */
    boolean legacy;
    /** Quirk: lines are missing from includes, only {@code /products} has them. */
    boolean linesOnlyByProducts;
    /** Last hand on what the API gives of the order, for wire forms that no shop would make. */
    Consumer<ObjectNode> spoiled = json -> {};

    Totals totals;

    /** What the order comes to. */
    public record Totals(
            BigDecimal subtotalEx,
            BigDecimal subtotalInc,
            BigDecimal subtotalTax,
            BigDecimal discount,
            BigDecimal couponDiscount,
            BigDecimal totalEx,
            BigDecimal totalInc,
            BigDecimal totalTax) {}

    Order(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    public int statusId() {
        return statusId;
    }

    public int customerId() {
        return customerId;
    }

    public long createdAt() {
        return createdAt;
    }

    public long modifiedAt() {
        return modifiedAt;
    }

    /** The last change of what was ordered, priced, addressed or said; a status alone does not count. */
    public long editedAt() {
        return editedAt;
    }

    public boolean archived() {
        return archived;
    }

    public boolean inclusive() {
        return inclusive;
    }

    public Currency currency() {
        return currency;
    }

    public Address billing() {
        return billing;
    }

    public String customerMessage() {
        return customerMessage;
    }

    public List<Destination> destinations() {
        return destinations;
    }

    /** Removed ones too, with quantity 0. */
    public List<Line> lines() {
        return lines;
    }

    public List<Discount> discounts() {
        return discounts;
    }

    public List<Fee> fees() {
        return fees;
    }

    public List<Shipment> shipments() {
        return shipments;
    }

    public List<Refund> refunds() {
        return refunds;
    }

    public List<StatusChange> history() {
        return history;
    }

    public Totals totals() {
        return totals;
    }

    public Optional<Line> line(int lineId) {
        return lines.stream().filter(line -> line.id == lineId).findFirst();
    }

    /** The first line with this SKU that was not removed. */
    public Optional<Line> line(String sku) {
        return lines.stream()
                .filter(line -> line.sku.equals(sku) && line.quantity > 0)
                .findFirst();
    }

    public Optional<Destination> destination(int destinationId) {
        return destinations.stream().filter(one -> one.id == destinationId).findFirst();
    }

    int itemsTotal() {
        return lines.stream().mapToInt(line -> line.quantity).sum();
    }

    int itemsShipped() {
        return lines.stream().mapToInt(line -> line.shipped).sum();
    }

    /** Lines that need a parcel. */
    List<Line> physical() {
        return lines.stream()
                .filter(line -> line.type.equals(Line.PHYSICAL) && line.quantity > 0)
                .toList();
    }
}
