package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.api.Page;
import dev.ordersync.api.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Products and customers in pages, for the import at set-up. Never needed to import an order. */
public final class BcCatalogue {
    private static final int PAGE = 250;

    private final Wire wire;

    BcCatalogue(Wire wire) {
        this.wire = wire;
    }

    /** Products with their variants, 250 a page, from page 1. Needs the scope {@code store_v2_products}. */
    public Answer<Page<BcProduct>> products(int page) {
        return page(
                wire.at("/v3/catalog/products").with("include", "variants").with("sort", "id"),
                page,
                CatalogueReader::product);
    }

    /** Customers with their addresses, 250 a page, from page 1. Needs the scope {@code store_v2_customers}. */
    public Answer<Page<BcCustomer>> customers(int page) {
        return page(wire.at("/v3/customers").with("include", "addresses"), page, CatalogueReader::customer);
    }

    /** One customer account; {@code Missing} when there is none. */
    public Answer<BcCustomer> customer(long customerId) {
        Answer<Page<BcCustomer>> answer = page(
                wire.at("/v3/customers").with("id:in", customerId).with("include", "addresses"),
                1,
                CatalogueReader::customer);
        if (!answer.isOk()) return Answer.failed(answer.failure());
        return answer.value().items().stream()
                .filter(customer -> customer.id() == customerId)
                .findFirst()
                .map(Answer::ok)
                .orElseGet(() -> Answer.failed(new Failure.Missing("customer " + customerId)));
    }

    private <T> Answer<Page<T>> page(Query url, int page, Function<JsonNode, T> read) {
        return wire.object(url.with("page", page).with("limit", PAGE)).map(body -> {
            List<T> items = new ArrayList<>();
            body.path("data").forEach(node -> {
                if (node.path("id").asLong() > 0) items.add(read.apply(node));
            });
            return new Page<>(items, V3.isLast(body, page, PAGE));
        });
    }
}
