package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.katana.RowPatch;
import dev.ordersync.katana.SalesOrder;
import dev.ordersync.katana.SalesOrderRow;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.Change;
import dev.ordersync.mapping.domain.Difference;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Intents;
import dev.ordersync.mapping.kept.KnownVariant;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Adds, changes and removes one row of a sales order. */
@ApplicationScoped
class WriteRow {
    private final CreateOnce once;
    private final OrderRecords orders;
    private final ResolveTaxRates taxRates;
    private final Announce announce;

    WriteRow(CreateOnce once, OrderRecords orders, ResolveTaxRates taxRates, Announce announce) {
        this.once = once;
        this.orders = orders;
        this.taxRates = taxRates;
        this.announce = announce;
    }

    Step<Holding> add(Turn turn, Holding now, SalesOrder present, Row row, Resolved ids) {
        var create = new Add(turn, now, present.id(), row, ids);
        return once.create(
                        turn,
                        new Intents.Key(turn.account(), "row", present.id() + ":" + row.key()),
                        "row " + row.key(),
                        create)
                .then(made -> Difference.same(create.held(made), row)
                        ? Step.go(create.holding(made))
                        : Step.stop(Ending.lookAgain("the order changed after row " + row.key() + " was sent")));
    }

    private final class Add implements CreateOnce.Create<SalesOrderRow> {
        private final Turn turn;
        private final Holding now;
        private final long salesOrderId;
        private final Row row;
        private final Resolved ids;
        /** What an earlier attempt made, as it is in Katana: the order may have changed since. */
        private AppliedRow found;

        Add(Turn turn, Holding now, long salesOrderId, Row row, Resolved ids) {
            this.turn = turn;
            this.now = now;
            this.salesOrderId = salesOrderId;
            this.row = row;
            this.ids = ids;
        }

        @Override
        public Step<Optional<SalesOrderRow>> find() {
            Step<Optional<SalesOrderRow>> rows = Step.of(turn.katana().parts().rows(salesOrderId), "the rows")
                    .map(all -> RowMatch.find(all, row));
            if (rows.stopped() || rows.value().isEmpty()) return rows;
            SalesOrderRow made = rows.value().get();
            return taxRates.percents(turn, Collections.singletonList(made.taxRateId()))
                    .map(percents -> {
                        found = inKatana(made, percents);
                        return rows.value();
                    });
        }

        private AppliedRow inKatana(SalesOrderRow made, Map<Long, BigDecimal> percents) {
            boolean sameItem = made.variantId() == ids.variant(row.item()).variantId();
            return new AppliedRow(
                    row.key(),
                    made.id(),
                    sameItem ? row.item().identity() : "variant:" + made.variantId(),
                    AdoptSalesOrder.zeroIfNull(made.quantity()),
                    AdoptSalesOrder.zeroIfNull(made.pricePerUnit()),
                    AdoptSalesOrder.zeroIfNull(made.totalDiscount()),
                    AdoptSalesOrder.percent(percents, made.taxRateId()),
                    Wire.planned(made.attributes()));
        }

        @Override
        public Answer<SalesOrderRow> post() {
            return turn.katana().parts().createRow(salesOrderId, Wire.row(row, ids));
        }

        @Override
        public void keep(Connection tx, SalesOrderRow made) throws Exception {
            turn.queue().assertHeld(tx, turn.job());
            Holding holding = holding(made);
            orders.appliedInPart(
                    tx, turn.ref(), holding.json(), holding.applied().orderNo());
            // at once: should this turn end here, the next one finds nothing new in the rows
            OrderRecord order = orders.find(tx, turn.ref()).orElseThrow();
            announce.linked(tx, order, salesOrderId, order.orderNo(), holding.rows());
        }

        AppliedRow held(SalesOrderRow made) {
            return found != null ? found : applied(made.id(), row);
        }

        Holding holding(SalesOrderRow made) {
            KnownVariant variant = ids.variant(row.item());
            return now.withRow(held(made), CreateSalesOrder.link(row, made.id(), variant));
        }
    }

    Step<Holding> change(Turn turn, Holding now, Change.ChangeRow change, Resolved ids) {
        Row row = change.row();
        RowPatch patch = new RowPatch();
        for (Change.RowField field : change.fields()) set(patch, field, row, ids);
        Step<Holding> written = Step.of(turn.katana().parts().patchRow(change.rowId(), patch), "row " + row.key())
                .map(done -> now);
        boolean otherItem = change.fields().contains(Change.RowField.ITEM);
        return otherItem ? written.map(h -> with(h, change.rowId(), row, ids.variant(row.item()))) : written;
    }

    private static void set(RowPatch patch, Change.RowField field, Row row, Resolved ids) {
        switch (field) {
            case ITEM -> patch.variantId(ids.variant(row.item()).variantId());
            case QUANTITY -> patch.quantity(row.quantity());
            case PRICE_PER_UNIT -> patch.pricePerUnit(row.pricePerUnit());
            case TOTAL_DISCOUNT -> patch.totalDiscount(row.totalDiscount());
            case TAX -> {
                Long rate = ids.taxRateOrZero(row.taxPercent());
                if (rate != null) patch.taxRateId(rate);
            }
            case ATTRIBUTES -> patch.attributes(Wire.attributes(row.attributes()));
        }
    }

    Step<Holding> remove(Turn turn, Holding now, Change.RemoveRow change) {
        Answer<Void> deleted = turn.katana().parts().deleteRow(change.rowId());
        boolean gone = deleted.isOk() || deleted.failure() instanceof Failure.Missing;
        return gone ? Step.go(now) : Step.stop(Ending.of(deleted.failure(), "to remove row " + change.key()));
    }

    private static Holding with(Holding now, long rowId, Row row, KnownVariant variant) {
        return now.withRow(applied(rowId, row), CreateSalesOrder.link(row, rowId, variant));
    }

    private static AppliedRow applied(long rowId, Row row) {
        return new AppliedRow(
                row.key(),
                rowId,
                row.item().identity(),
                row.quantity(),
                row.pricePerUnit(),
                row.totalDiscount(),
                row.taxPercent(),
                row.attributes());
    }
}
