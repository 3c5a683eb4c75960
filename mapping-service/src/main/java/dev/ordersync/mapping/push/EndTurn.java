package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.events.OrderActivity;
import dev.ordersync.mapping.domain.ShopOrder;
import dev.ordersync.mapping.kept.Announce;
import dev.ordersync.mapping.kept.Announce.News;
import dev.ordersync.mapping.kept.OrderRecord;
import dev.ordersync.mapping.kept.OrderRecords;
import dev.ordersync.mapping.kept.Wishes;
import dev.ordersync.workqueue.Outcome;
import dev.ordersync.workqueue.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tells how a turn ended, where that is news, and what the queue does next. */
@ApplicationScoped
class EndTurn {
    /** Webhooks come within seconds, and the sweep within minutes. */
    private static final Duration NOT_TOLD_YET = Duration.ofSeconds(20);

    private static final Duration STILL_NOT_TOLD = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final OrderRecords orders;
    private final Announce announce;
    private final Wishes wishes;

    EndTurn(Transactions transactions, OrderRecords orders, Announce announce, Wishes wishes) {
        this.transactions = transactions;
        this.orders = orders;
        this.announce = announce;
        this.wishes = wishes;
    }

    Outcome end(Turn turn, Step<Result> step) {
        return step.stopped() ? stopped(turn, step.ending()) : done(turn, step.value());
    }

    private Outcome done(Turn turn, Result result) {
        if (result instanceof Result.Settled settled) return Outcome.done(settled.detail());
        if (result instanceof Result.Quiet quiet) return Outcome.done(quiet.detail());
        if (result instanceof Result.Kept kept) {
            show(
                    turn,
                    new News(
                            "unchanged",
                            kept.reason(),
                            "synced",
                            null,
                            new OrderActivity.Katana(
                                    kept.order().salesOrderId(),
                                    kept.order().orderNo(),
                                    kept.order().seen().status()),
                            LinkOrder.side(kept.shop()),
                            null));
            return Outcome.done(kept.reason());
        }
        if (result instanceof Result.Excluded excluded) {
            show(turn, news("excluded", "excluded-by-rule", excluded.reason(), excluded.shop()));
            if (excluded.bySettings()) keptOut(turn);
            return Outcome.done("excluded");
        }
        if (result instanceof Result.Waiting waiting) {
            show(turn, news("waiting", "status", waiting.reason(), waiting.shop()));
            return Outcome.done("waiting for another status");
        }
        OrderRecord.Manual manual = ((Result.Manual) result).manual();
        String because = manual.reason() == null ? "." : ": " + manual.reason() + ".";
        return manual.word().equals("hold")
                ? new Outcome.Hold("manual-hold", "Held by a person" + because)
                : Outcome.done("left out by a person");
    }

    private Outcome stopped(Turn turn, Ending ending) {
        if (ending instanceof Ending.Parked parked) return parked(turn, parked);
        if (ending instanceof Ending.LeftOut leftOut) {
            show(turn, News.state("excluded", "nothing-to-import", leftOut.reason()));
            keptOut(turn);
            return Outcome.done("nothing to import");
        }
        if (ending instanceof Ending.Pause pause) return new Outcome.Wait(pause.pause(), pause.reason());
        if (ending instanceof Ending.Again again) {
            show(turn, waiting("retry", "Katana gives no answer; it is tried again by itself."));
            return new Outcome.Retry(again.reason());
        }
        if (ending instanceof Ending.Unseen) {
            String text = "Katana shows its sales order neither as there nor as deleted; it is looked for again.";
            show(turn, waiting(Ending.Unseen.CAUSE, text));
            return new Outcome.Retry(text);
        }
        if (ending instanceof Ending.Unsettled unsettled) {
            show(
                    turn,
                    waiting(
                            "unsettled",
                            "Katana gave no answer to a create; it is looked up before anything is sent again."));
            return new Outcome.Uncertain(unsettled.settle(), unsettled.reason());
        }
        if (ending instanceof Ending.Blocked blocked) {
            show(turn, waiting("credentials", "Katana refuses the API key: the store needs reconnecting."));
            return new Outcome.BlockLane(turn.store().katanaLane(), blocked.reason());
        }
        return deleted(turn, ((Ending.Deleted) ending).salesOrderId());
    }

    private Outcome parked(Turn turn, Ending.Parked parked) {
        var news = new News(
                parked.state(),
                parked.sentence(),
                parked.state(),
                parked.cause(),
                null,
                null,
                LinkOrder.receipt(parked.receipt()));
        transactions.run(tx -> {
            // locks the record: what is told of the sales order meanwhile comes before this, or finds it told
            orders.keptOut(tx, turn.ref(), keptOutBy(turn, parked));
            turn.queue().assertHeld(tx, turn.job());
            OrderRecord order = orders.find(tx, turn.ref()).orElseThrow();
            announce.tellChange(tx, order, news);
            if (!isTold(order, parked)) wishes.news(tx, turn.ref(), Priority.LIVE, again(order, parked));
        });
        return new Outcome.Hold(parked.cause(), parked.sentence());
    }

    private static String keptOutBy(Turn turn, Ending.Parked parked) {
        return parked.cause().equals(UpdateSalesOrder.OTHER_ACCOUNT)
                ? turn.account()
                : RecheckSettings.name(turn.store());
    }

    /**
     * Whether the status that the sales order was met in is the newest that was told of it: then its next one is told as
     * well, and ends the wait. Otherwise that may have been told during the turn; or, back to what it was before anybody
     * saw it move, it never will be.
     */
    private static boolean isTold(OrderRecord order, Ending.Parked parked) {
        return parked.met() == null
                || order.seen().salesOrderId() == order.salesOrderId()
                        && parked.met().equals(order.seen().status());
    }

    private static Duration again(OrderRecord order, Ending.Parked parked) {
        boolean shown = parked.cause().equals(order.shown().cause());
        return shown ? STILL_NOT_TOLD : NOT_TOLD_YET;
    }

    private Outcome deleted(Turn turn, long salesOrderId) {
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            OrderRecord order = orders.find(tx, turn.ref()).orElseThrow();
            orders.tombstone(tx, turn.ref(), salesOrderId);
            announce.tombstone(tx, order, salesOrderId);
            announce.tellChange(tx, order, LinkOrder.tombstone(salesOrderId, order.orderNo()));
        });
        return Outcome.done("deleted in Katana by a person");
    }

    private void keptOut(Turn turn) {
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            orders.keptOut(tx, turn.ref(), RecheckSettings.name(turn.store()));
        });
    }

    /** Who lost the order meanwhile tells nothing of it: its next holder may have told a better end already. */
    private void show(Turn turn, News news) {
        transactions.run(tx -> {
            turn.queue().assertHeld(tx, turn.job());
            announce.tellChange(tx, orders.find(tx, turn.ref()).orElseThrow(), news);
        });
    }

    private static News waiting(String cause, String text) {
        return News.state("waiting", cause, text);
    }

    private static News news(String state, String cause, String text, ShopOrder shop) {
        OrderActivity.BigCommerce side = LinkOrder.side(shop);
        return new News(state, text, state, cause, null, side, null);
    }
}
