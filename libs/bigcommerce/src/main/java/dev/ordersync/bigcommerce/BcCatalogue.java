package dev.ordersync.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Answer;
import dev.ordersync.api.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Products and customers: all of them at set-up, and the accounts that orders name. */
public final class BcCatalogue {
    private static final int LARGEST_PAGE = 250;

    private final Wire wire;

    BcCatalogue(Wire wire) {
        this.wire = wire;
    }

    /**
     * Some of a long list.
     *
     * @param last whether there is nothing behind it
     * @param total how many there are in the list that was asked for, as BigCommerce tells; -1 when it does not
     */
    public record Some<T>(List<T> items, boolean last, long total) {
        public Some {
            items = List.copyOf(items);
        }
    }

    /**
     * Products with their variants behind an id, lowest id first: pages by key, so that products which come or go while
     * we read shift nothing. Needs the scope {@code store_v2_products}.
     *
     * @param limit 1 to 250
     */
    public Answer<Some<BcProduct>> productsAfter(long id, int limit) {
        return some(
                        wire.at("/v3/catalog/products")
                                .with("include", "variants")
                                .with("sort", "id")
                                .with("direction", "asc")
                                .with("id:greater", id),
                        1,
                        limit,
                        CatalogueReader::product)
                .map(some -> new Some<>(
                        some.items().stream()
                                .filter(product -> product.id() > id)
                                .toList(),
                        some.last(),
                        some.total()));
    }

    /** One variant of whichever product; empty when there is none. Needs the scope {@code store_v2_products_read_only}. */
    public Answer<Optional<BcProduct.Variant>> variant(long id) {
        return some(wire.at("/v3/catalog/variants").with("id", id), 1, 1, CatalogueReader::variant)
                .map(some -> some.items().stream()
                        .filter(variant -> variant.id() == id)
                        .findFirst());
    }

    /**
     * Customers with their addresses, in the order of their creation, so that new ones come last. Needs the scope {@code
     * store_v2_customers}.
     *
     * @param page from 1
     * @param limit 1 to 250
     */
    public Answer<Some<BcCustomer>> customers(int page, int limit) {
        return some(
                wire.at("/v3/customers").with("include", "addresses").with("sort", "date_created:asc"),
                page,
                limit,
                CatalogueReader::customer);
    }

    /**
     * Those of these accounts that exist. Needs the scope {@code store_v2_customers_read_only}.
     *
     * @param ids 250 at most
     */
    public Answer<List<BcCustomer>> customers(Collection<Long> ids) {
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        return some(wire.at("/v3/customers").with("id:in", list), 1, LARGEST_PAGE, CatalogueReader::customer)
                .map(some -> some.items().stream()
                        .filter(customer -> ids.contains(customer.id()))
                        .toList());
    }

    private <T> Answer<Some<T>> some(Query url, int page, int limit, Function<JsonNode, T> read) {
        return wire.object(url.with("page", page).with("limit", limit)).map(body -> {
            List<T> items = new ArrayList<>();
            body.path("data").forEach(node -> {
                if (node.path("id").asLong() > 0) items.add(read.apply(node));
            });
            long total = body.path("meta").path("pagination").path("total").asLong(-1);
            return new Some<>(items, V3.isLast(body, page, limit), total);
        });
    }
}
