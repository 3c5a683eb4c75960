package dev.ordersync.katana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Rows, addresses and shipping fee of sales orders, each a resource of its own. Rows can be created and deleted, and
 * their money changed, only while nothing of the order is packed ({@code Refused} otherwise). Sources: {@code
 * /sales_order_rows}, {@code /sales_order_addresses}, {@code /sales_order_shipping_fee}.
 */
public final class SalesOrderParts {
    private static final String ROWS = "/sales_order_rows";
    private static final String ADDRESSES = "/sales_order_addresses";
    private static final String FEES = "/sales_order_shipping_fee";
    private static final int IDS_PER_CALL = 100;

    private final Wire wire;
    private final Lister lister;

    SalesOrderParts(Wire wire) {
        this.wire = wire;
        this.lister = new Lister(wire);
    }

    /** The live rows of an order: the look-up after an uncertain create of a row (by its attributes). */
    public Answer<List<SalesOrderRow>> rows(long salesOrderId) {
        return lister.all(
                        () -> wire.at(ROWS).with("sales_order_ids", salesOrderId),
                        SalesOrderRow.class,
                        row -> row.salesOrderId() == salesOrderId && row.deletedAt() == null)
                .map(Lister::values);
    }

    /** Adds a row. {@code Uncertain} without an answer: read the rows again. */
    public Answer<SalesOrderRow> createRow(long salesOrderId, NewRow row) {
        ObjectNode body = (ObjectNode) Json.read(KatanaJson.write(row)).orElseThrow();
        return wire.create(wire.at(ROWS), body.put("sales_order_id", salesOrderId), SalesOrderRow.class)
                .map(Read::value);
    }

    /** Changes a row; gives it where the answer holds it. Page "Update a sales order row". */
    public Answer<Optional<SalesOrderRow>> patchRow(long rowId, RowPatch patch) {
        return wire.patch(wire.at(ROWS).id(rowId), patch.body(), SalesOrderRow.class)
                .map(read -> read.map(Read::value));
    }

    /** Deletes a row; {@code Missing} when it is gone already. */
    public Answer<Void> deleteRow(long rowId) {
        return wire.delete(wire.at(ROWS).id(rowId));
    }

    /** The live addresses of these orders, 100 orders per call. */
    public Answer<List<SalesOrderAddress>> addresses(Collection<Long> salesOrderIds) {
        return Chunks.ask(
                        salesOrderIds,
                        IDS_PER_CALL,
                        some -> lister.all(
                                () -> wire.at(ADDRESSES).withEach("sales_order_ids", some),
                                SalesOrderAddress.class,
                                address -> some.contains(address.salesOrderId()) && address.deletedAt() == null))
                .map(Lister::values);
    }

    /** Adds an address that the order has not: one billing, one shipping. */
    public Answer<SalesOrderAddress> createAddress(long salesOrderId, Address address) {
        ObjectNode body = (ObjectNode) Json.read(KatanaJson.write(address)).orElseThrow();
        return wire.create(wire.at(ADDRESSES), body.put("sales_order_id", salesOrderId), SalesOrderAddress.class)
                .map(Read::value);
    }

    /** Sets every part of an address; empty ones are cleared. */
    public Answer<Optional<SalesOrderAddress>> patchAddress(long addressId, Address a) {
        ObjectNode body = Json.TREE.createObjectNode();
        body.put("first_name", a.firstName()).put("last_name", a.lastName()).put("company", a.company());
        body.put("phone", a.phone()).put("line_1", a.line1()).put("line_2", a.line2());
        body.put("city", a.city()).put("state", a.state()).put("zip", a.zip()).put("country", a.country());
        return wire.patch(wire.at(ADDRESSES).id(addressId), body, SalesOrderAddress.class)
                .map(read -> read.map(Read::value));
    }

    /** The live fees of an order: the look-up after an uncertain create of the fee. Katana allows one. */
    public Answer<List<ShippingFee>> fees(long salesOrderId) {
        return lister.all(
                        () -> wire.at(FEES).with("sales_order_id", salesOrderId),
                        ShippingFee.class,
                        fee -> fee.salesOrderId() == salesOrderId && fee.deletedAt() == null)
                .map(Lister::values);
    }

    /**
     * Adds the fee. {@code Uncertain} without an answer: read the fees again.
     *
     * @param amount without tax, in the order's currency, not below zero
     * @param taxRateId null: no tax
     */
    public Answer<ShippingFee> createFee(long salesOrderId, BigDecimal amount, String description, Long taxRateId) {
        ObjectNode body = feeBody(amount, description, taxRateId).put("sales_order_id", salesOrderId);
        return wire.create(wire.at(FEES), body, ShippingFee.class).map(Read::value);
    }

    /** Changes the fee. A fee with a tax rate cannot be set back to none: give a rate of 0, or delete and create. */
    public Answer<Optional<ShippingFee>> patchFee(long feeId, BigDecimal amount, String description, Long taxRateId) {
        return wire.patch(wire.at(FEES).id(feeId), feeBody(amount, description, taxRateId), ShippingFee.class)
                .map(read -> read.map(Read::value));
    }

    /** Deletes the fee; {@code Missing} when it is gone already. */
    public Answer<Void> deleteFee(long feeId) {
        return wire.delete(wire.at(FEES).id(feeId));
    }

    /** The amount is the one number that Katana takes as text only. */
    private static ObjectNode feeBody(BigDecimal amount, String description, Long taxRateId) {
        if (amount.signum() < 0) throw new IllegalArgumentException("a fee is not below zero");
        ObjectNode body = Json.TREE.createObjectNode().put("amount", Decimals.text(amount));
        if (description != null && !description.isBlank()) body.put("description", description);
        if (taxRateId != null) body.put("tax_rate_id", taxRateId);
        return body;
    }
}
