package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.SalesOrderPlan.Attribute;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Katana holds of our fields: what we last wrote, or what was read from Katana (adoption of a sales order). A null
 * header field or customer means "not known, leave it alone"; it is never compared.
 *
 * @param additionalInfo our own part of the text, as last written; null when not known
 * @param billTo null when Katana has no such address
 * @param fee null when there is none
 */
public record Applied(
        String orderNo,
        Instant orderCreatedAt,
        Instant deliveryDate,
        String currency,
        CustomerIdentity customer,
        AppliedAddress billTo,
        AppliedAddress shipTo,
        List<AppliedRow> rows,
        AppliedFee fee,
        String additionalInfo,
        String customerRef) {

    public Applied {
        rows = List.copyOf(rows);
    }

    /** @param id Katana's address id; 0 when not known */
    public record AppliedAddress(long id, Address address) {}

    /** @param id Katana's fee id; 0 when not known */
    public record AppliedFee(long id, Fee fee) {}

    /**
     * @param key of the plan's row; null for a row of Katana that is not ours, which is never touched
     * @param itemIdentity {@link Item#identity()}; null when not known: then the item counts as the same
     */
    public record AppliedRow(
            String key,
            long rowId,
            String itemIdentity,
            BigDecimal quantity,
            BigDecimal pricePerUnit,
            BigDecimal totalDiscount,
            BigDecimal taxPercent,
            List<Attribute> attributes) {
        public AppliedRow {
            attributes = List.copyOf(attributes);
        }
    }

    /** What Katana holds right after the plan was written whole. Row ids by row key; ids not known are 0. */
    public static Applied of(SalesOrderPlan plan, Map<String, Long> rowIds, long billToId, long shipToId, long feeId) {
        List<AppliedRow> rows = new ArrayList<>();
        for (SalesOrderPlan.Row row : plan.rows()) {
            rows.add(new AppliedRow(
                    row.key(),
                    rowIds.getOrDefault(row.key(), 0L),
                    row.item().identity(),
                    row.quantity(),
                    row.pricePerUnit(),
                    row.totalDiscount(),
                    row.taxPercent(),
                    row.attributes()));
        }
        return new Applied(
                plan.orderNo(),
                plan.orderCreatedAt(),
                plan.deliveryDate(),
                plan.currency(),
                plan.customer(),
                new AppliedAddress(billToId, plan.billTo()),
                new AppliedAddress(shipToId, plan.shipTo()),
                rows,
                plan.fee() == null ? null : new AppliedFee(feeId, plan.fee()),
                plan.additionalInfo(),
                plan.customerRef());
    }
}
