package dev.ordersync.ingest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Json;
import dev.ordersync.bigcommerce.BcOrders;
import dev.ordersync.ingest.work.Apis;
import dev.ordersync.stores.Store;
import dev.ordersync.stores.StoreSettings;
import java.time.Duration;
import java.time.Instant;

/** Reads the present state of one order: one call, and one more for each thing that the first leaves open. */
public final class ReadOrder {
    /** So long an account that does not answer holds its order up; then the order goes on with its billing e-mail. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Apis apis;
    private final Accounts accounts;

    public ReadOrder(Apis apis, Accounts accounts) {
        this.apis = apis;
        this.accounts = accounts;
    }

    /**
     * @param now the database's clock before the call
     * @param patientUntil until when an account that does not answer holds the order up
     */
    public Answer<Snapshot> read(Store store, long orderId, Instant now, Instant patientUntil) {
        Answer<Snapshot> snapshot = read(apis.bigcommerce(store).orders(), store.settings(), orderId, now);
        if (!snapshot.isOk()) return snapshot;
        return withAccount(snapshot.value(), accounts.of(store, snapshot.value().order()), patientUntil);
    }

    static Answer<Snapshot> withAccount(Snapshot snapshot, Answer<Account> account, Instant patientUntil) {
        if (account.isOk()) return Answer.ok(snapshot.with(account.value()));
        boolean silent = account.failure() instanceof Failure.Unreachable;
        boolean patient = snapshot.askedAt().isBefore(patientUntil);
        return silent && !patient ? Answer.ok(snapshot) : Answer.failed(account.failure());
    }

    static Answer<Snapshot> read(BcOrders orders, StoreSettings settings, long orderId, Instant now) {
        Answer<JsonNode> order = orders.order(orderId);
        if (!order.isOk()) return Answer.failed(order.failure());
        Need need = Need.of(order.value(), settings);
        if (need.parts()) order = withParts(orders, order.value(), orderId);
        if (!order.isOk()) return Answer.failed(goneMeanwhile(order.failure()));
        Answer<ArrayNode> lines = need.lines() ? orders.products(orderId) : Answer.ok(null);
        if (!lines.isOk()) return Answer.failed(goneMeanwhile(lines.failure()));
        // without this list the rates are reckoned from the amounts
        Answer<ArrayNode> taxes = need.taxes() ? noneIfMissing(orders.taxes(orderId)) : Answer.ok(null);
        if (!taxes.isOk()) return Answer.failed(goneMeanwhile(taxes.failure()));
        Answer<ArrayNode> shipments = need.shipments() ? orders.shipments(orderId) : Answer.ok(null);
        if (!shipments.isOk()) return Answer.failed(goneMeanwhile(shipments.failure()));
        return Answer.ok(
                new Snapshot(order.value(), lines.value(), taxes.value(), shipments.value(), Account.NONE, now));
    }

    /** The order with its destinations and fees in the places where BigCommerce embeds them. */
    private static Answer<JsonNode> withParts(BcOrders orders, JsonNode order, long orderId) {
        Answer<ArrayNode> addresses = noneIfMissing(orders.shippingAddresses(orderId));
        if (!addresses.isOk()) return Answer.failed(addresses.failure());
        Answer<ArrayNode> fees = noneIfMissing(orders.fees(orderId));
        if (!fees.isOk()) return Answer.failed(fees.failure());
        ObjectNode whole = order.deepCopy();
        whole.set("shipping_addresses", addresses.value());
        whole.set("fees", fees.value());
        return Answer.ok(whole);
    }

    private static Answer<ArrayNode> noneIfMissing(Answer<ArrayNode> list) {
        boolean missing = !list.isOk() && list.failure() instanceof Failure.Missing;
        return missing ? Answer.ok(Json.TREE.createArrayNode()) : list;
    }

    /** The order was there a moment ago, so a 404 below it does not say that the order is gone. */
    private static Failure goneMeanwhile(Failure failure) {
        return failure instanceof Failure.Missing ? new Failure.Unreachable(failure.words()) : failure;
    }
}
