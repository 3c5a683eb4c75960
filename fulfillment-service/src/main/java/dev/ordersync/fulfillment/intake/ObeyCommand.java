package dev.ordersync.fulfillment.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.domain.OrderRef;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.fulfillment.kept.OrderRecords;
import dev.ordersync.fulfillment.kept.ShipmentPairs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/**
 * Takes a person's word on an order. The latest word counts; one told again changes nothing. Mapping answers it in the
 * timeline.
 */
@ApplicationScoped
class ObeyCommand {
    private final Transactions transactions;
    private final OrderRecords orders;
    private final ShipmentPairs pairs;
    private final Wishes wishes;

    ObeyCommand(Transactions transactions, OrderRecords orders, ShipmentPairs pairs, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.pairs = pairs;
        this.wishes = wishes;
    }

    void obey(OrderCommand command) {
        Objects.requireNonNull(command.at());
        String manual;
        switch (Objects.requireNonNull(command.command())) {
            case OrderCommand.RETRY -> manual = null;
            case OrderCommand.HOLD -> manual = "hold";
            case OrderCommand.EXCLUDE -> manual = "exclude";
            default -> {
                return; // about the sales order alone: mapping's
            }
        }
        OrderRef ref = command.ref();
        boolean retry = manual == null;
        transactions.run(tx -> {
            boolean linked = orders.lock(tx, ref).link().isLinked();
            if (!orders.command(tx, ref, manual, retry && linked, command.at()) || !retry || !linked) return;
            pairs.retry(tx, ref);
            wishes.word(tx, ref);
        });
    }
}
