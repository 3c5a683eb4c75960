package dev.ordersync.mapping.intake;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderCommand;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Announce.News;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Takes a person's word on an order. The latest word counts; one told again changes nothing. */
@ApplicationScoped
class ObeyCommand {
    private static final Logger LOG = Logger.getLogger(ObeyCommand.class);

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Announce announce;
    private final Wishes wishes;

    ObeyCommand(Transactions transactions, OrderRecords orders, Announce announce, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.announce = announce;
        this.wishes = wishes;
    }

    void obey(OrderCommand command) {
        Objects.requireNonNull(command.command());
        Objects.requireNonNull(command.at());
        transactions.run(tx -> {
            orders.open(tx, command.ref(), null, false);
            OrderRecord order = orders.find(tx, command.ref()).orElseThrow();
            switch (command.command()) {
                case OrderCommand.RETRY -> retry(tx, command);
                case OrderCommand.HOLD -> hold(tx, command);
                case OrderCommand.EXCLUDE -> exclude(tx, command);
                case OrderCommand.FORGET_DELETION -> forgetDeletion(tx, order, command);
                case OrderCommand.LINK -> link(tx, order, command);
                default -> LOG.infof("command=ignored word=%s store=%s", command.command(), command.store());
            }
        });
    }

    /** Also ends a hold and an exclusion. */
    private void retry(Connection tx, OrderCommand command) throws SQLException {
        if (!said(tx, command, null)) return;
        orders.forgetPlan(tx, command.ref());
        wishes.news(tx, command.ref(), Priority.LIVE, Duration.ZERO);
    }

    private void hold(Connection tx, OrderCommand command) throws SQLException {
        if (!said(tx, command, "hold")) return;
        announce.tell(
                tx, command.ref(), News.state("held", "manual-hold", "Held by a person" + because(command) + "."));
    }

    private void exclude(Connection tx, OrderCommand command) throws SQLException {
        if (!said(tx, command, "exclude")) return;
        announce.tell(
                tx,
                command.ref(),
                News.state("excluded", "manual-exclude", "Left out by a person" + because(command) + "."));
    }

    private void forgetDeletion(Connection tx, OrderRecord order, OrderCommand command) throws SQLException {
        if (!saidBeside(tx, order, command)) return;
        if (!orders.forgive(tx, order.ref())) return;
        announce.unlinked(tx, order);
        announce.tell(
                tx,
                order.ref(),
                News.state("waiting", null, "A person forgot the deletion: the sales order is made again."));
        wishes.news(tx, order.ref(), Priority.LIVE, Duration.ZERO);
    }

    /** A hold or an exclusion ends with the link, not with the wish for it: it may turn out not to fit. */
    private void link(Connection tx, OrderRecord order, OrderCommand command) throws SQLException {
        long salesOrderId = Objects.requireNonNull(command.salesOrderId());
        if (!saidBeside(tx, order, command)) return;
        orders.choose(tx, order.ref(), salesOrderId);
        wishes.news(tx, order.ref(), Priority.LIVE, Duration.ZERO);
    }

    /** The word leaves a hold or an exclusion as it is. */
    private boolean saidBeside(Connection tx, OrderRecord order, OrderCommand command) throws SQLException {
        OrderRecord.Manual manual = order.manual();
        return orders.command(
                tx,
                order.ref(),
                manual == null ? null : manual.word(),
                manual == null ? null : manual.reason(),
                command.at());
    }

    private boolean said(Connection tx, OrderCommand command, String manual) throws SQLException {
        return orders.command(tx, command.ref(), manual, command.reason(), command.at());
    }

    private static String because(OrderCommand command) {
        return command.reason() == null || command.reason().isBlank()
                ? ""
                : ": " + command.reason().strip();
    }
}
