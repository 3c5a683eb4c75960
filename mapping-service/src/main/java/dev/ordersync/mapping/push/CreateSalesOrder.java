package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.events.OrderLinked;
import dev.ordersync.katana.Address;
import dev.ordersync.katana.NewSalesOrder;
import dev.ordersync.katana.Read;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderRow;
import dev.ordersync.mapping.domain.Applied;
import dev.ordersync.mapping.domain.SalesOrderPlan;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.OrderRecord;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sales order of a plan, whole but for the shipping fee, which Katana takes in a call of its own. */
final class CreateSalesOrder implements CreateOnce.Create<SalesOrder> {
    private final Turn turn;
    private final OrderRecord order;
    private final Goal goal;
    private final Resolved ids;
    private final FindSalesOrder find;
    private final LinkOrder link;

    CreateSalesOrder(Turn turn, OrderRecord order, Goal goal, Resolved ids, FindSalesOrder find, LinkOrder link) {
        this.turn = turn;
        this.order = order;
        this.goal = goal;
        this.ids = ids;
        this.find = find;
        this.link = link;
    }

    @Override
    public Step<Optional<SalesOrder>> find() {
        return find.find(turn, order, true);
    }

    @Override
    public Answer<SalesOrder> post() {
        SalesOrderPlan plan = goal.plan();
        Answer<SalesOrder> created = turn.katana()
                .salesOrders()
                .create(new NewSalesOrder(
                        plan.orderNo(),
                        ids.customerId(),
                        plan.orderCreatedAt(),
                        plan.deliveryDate(),
                        plan.currency(),
                        goal.locationId(),
                        "NOT_SHIPPED",
                        plan.additionalInfo(),
                        plan.customerRef(),
                        SalesOrder.BIGCOMMERCE,
                        turn.ref().store(),
                        String.valueOf(turn.ref().orderId()),
                        plan.rows().stream().map(row -> Wire.row(row, ids)).toList(),
                        List.of(
                                Wire.address(Address.BILLING, plan.billTo()),
                                Wire.address(Address.SHIPPING, plan.shipTo()))))
                .map(Read::value);
        if (!created.isOk()) return created;
        int told = RowMatch.byKey(created.value().rows(), plan).size();
        // without its rows we could not say later which is which: the look-up reads it whole
        return told == plan.rows().size()
                ? created
                : Answer.failed(new Failure.Uncertain("created, but not all rows are in the answer"));
    }

    @Override
    public String body() {
        return new Holding(Applied.of(goal.plan(), Map.of(), 0, 0, 0), List.of()).json();
    }

    @Override
    public Optional<Step<SalesOrder>> refused(Failure failure) {
        if (!(failure instanceof Failure.Missing missing)) return Optional.empty();
        return Optional.of(Step.stop(new Ending.Parked(
                "held",
                "refused:reference",
                "Katana does not know something the sales order names: its customer, a product, a tax rate or the location."
                        + said(missing),
                null,
                Suspects.of(failure))));
    }

    /** Katana's own words, without an e-mail that may stand in them. */
    private static String said(Failure.Missing missing) {
        int words = missing.what().indexOf(" (");
        if (words < 0) return "";
        return " It says: "
                + missing.what().substring(words + 2).replaceFirst("\\)$", "").replaceAll("\\S+@\\S+", "…");
    }

    @Override
    public void keep(Connection tx, SalesOrder made) throws Exception {
        boolean whole = goal.plan().fee() == null;
        link.link(
                tx,
                turn,
                goal,
                made,
                holding(made),
                "created",
                whole ? goal.plan().hash() : null);
    }

    /** All of the plan but the fee. */
    Holding holding(SalesOrder made) {
        SalesOrderPlan plan = goal.plan();
        Map<String, SalesOrderRow> rows = RowMatch.byKey(made.rows(), plan);
        Map<String, Long> rowIds = new HashMap<>();
        rows.forEach((key, row) -> rowIds.put(key, row.id()));
        Applied applied = Applied.of(plan, rowIds, id(made.billingAddressId()), id(made.shippingAddressId()), 0);
        List<OrderLinked.Row> links = plan.rows().stream()
                .map(row -> link(row, rowIds.getOrDefault(row.key(), 0L), ids.variant(row.item())))
                .toList();
        return new Holding(applied, links).withFee(null);
    }

    static OrderLinked.Row link(SalesOrderPlan.Row row, long rowId, KnownVariant variant) {
        return new OrderLinked.Row(
                row.lineId(), rowId, variant.variantId(), variant.sku(), row.quantity(), variant.batchTracked());
    }

    private static long id(Long id) {
        return id == null ? 0 : id;
    }
}
