package dev.ordersync.ingest.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import dev.ordersync.ingest.attention.FindTroubles;
import dev.ordersync.ingest.db.Database;
import dev.ordersync.ingest.orders.BrowseOrders.Place;
import dev.ordersync.ingest.world.Bench;
import dev.ordersync.ingest.world.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred thousand orders: what counts is how many pages of the database are touched, which no busy machine changes. */
@Tag("thorough")
@QuarkusTest
@QuarkusTestResource(World.class)
class ManyOrdersIT {
    /** For a SKU that every order has: at worst the table once. */
    private static final long WHOLE_TABLE = 6_000;

    /** Of 8 KiB, all in memory: some 20 ms on an idle machine. */
    private static final long MOST_PAGES = 2_500;

    private static final int ORDERS = 100_000;
    private static String store;

    @Inject
    Database database;

    @Inject
    OrderIndex index;

    @Inject
    BrowseOrders browse;

    @Inject
    FindTroubles troubles;

    @BeforeEach
    void aHundredThousandOrders() {
        if (store != null) return;
        store = Bench.newStore();
        database.run(tx -> {
            try (var sql = tx.createStatement()) {
                sql.execute("""
                        insert into ingest.order_view (store, order_id, state, why, cause, order_no, sales_order_id, total,
                          currency, status_id, receipt, email_key)
                        select '%s', n,
                          case when n %% 1000 = 0 then 'held' when n %% 1000 = 1 then 'conflict' when n %% 100 = 2 then 'waiting'
                            when n %% 100 = 3 then 'excluded' when n %% 1000 = 4 then 'deleted' else 'synced' end,
                          'In step with Katana.', case when n %% 1000 = 0 then 'unknown-sku:S' || n %% 7 end,
                          'W-' || n, 1000000 + n, '20.00', 'EUR', 11,
                          '{"bigcommerceTotal":"20.00","katanaTotal":"20.00","difference":"0.00","steps":[]}',
                          case when n %% 5000 = 0 then '%s' end
                        from generate_series(1, %d) n""".formatted(store, index.emailKey(store, "ada@example.test"), ORDERS));
                sql.execute("""
                        insert into ingest.order_sku (store, sku_key, order_id)
                        select '%s', 'chair', n from generate_series(1, %d) n
                        union all select '%s', 'rare', 77777""".formatted(store, ORDERS, store));
                sql.execute("analyze ingest.order_view");
                sql.execute("analyze ingest.order_sku");
            }
        });
    }

    @Test
    void everyPageOfEveryViewAndSearchTouchesFewPages() {
        List<String> tooMany = new ArrayList<>();
        for (View view : View.values())
            for (String words : List.of("", "chair", "rare", "W-50000", "50000", "ada@example.test", "no such words"))
                for (Long before : new Long[] {null, 50_000L, 60L}) {
                    long pages = pages(view, words, before);
                    if (pages > (words.equals("chair") ? WHOLE_TABLE : MOST_PAGES))
                        tooMany.add(view + " '" + words + "' before " + before + ": " + pages);
                }
        assertThat(tooMany).isEmpty();
    }

    @Test
    void pagesFollowEachOtherInBothDirectionsWithoutGapOrOverlap() {
        OrderListing first = browse.browse(store, View.HELD, "", Place.FIRST);
        OrderListing second = browse.browse(store, View.HELD, "", new Place(first.older(), null));
        OrderListing back = browse.browse(store, View.HELD, "", new Place(null, second.newer()));

        assertThat(first.newer()).isNull();
        assertThat(first.rows())
                .hasSize(50)
                .extracting(OrderListing.Row::orderId)
                .startsWith(100_000L, 99_000L);
        assertThat(second.rows())
                .hasSize(50)
                .extracting(OrderListing.Row::orderId)
                .startsWith(50_000L);
        assertThat(second.older()).isNull();
        assertThat(back.rows()).isEqualTo(first.rows());
        assertThat(back.newer()).isNull();
        assertThat(back.older()).isEqualTo(first.older());
    }

    @Test
    void anOrderIsFoundByEitherNumberByEmailAndBySku() {
        assertThat(ids("77777")).containsExactly(77_777L);
        assertThat(ids("W-77777")).containsExactly(77_777L);
        assertThat(ids("1077777")).containsExactly(77_777L);
        assertThat(ids("RARE")).containsExactly(77_777L);
        assertThat(ids(" Ada@Example.test ")).hasSize(20).contains(5_000L);
        assertThat(ids("cause:unknown-sku:S0")).isNotEmpty();
        assertThat(ids("bob@example.test")).isEmpty();
    }

    @Test
    void troublesAreGroupedByTheirCauseTheLargestFirst() {
        var found = troubles.of(store);

        assertThat(found.get(0).orders()).isEqualTo(100); // of a thousand, one is in conflict
        assertThat(found.get(0).state()).isEqualTo("conflict");
        assertThat(found).filteredOn(trouble -> trouble.about().startsWith("S")).hasSize(7);
    }

    private List<Long> ids(String words) {
        return browse.browse(store, View.ALL, words, Place.FIRST).rows().stream()
                .map(OrderListing.Row::orderId)
                .toList();
    }

    /** Of the database, that the query touches. */
    private long pages(View view, String words, Long before) {
        String emailKey = words.contains("@") ? index.emailKey(store, words) : null;
        OrderSearch search = OrderSearch.of(store, view, words, emailKey, before, false, BrowseOrders.PAGE + 1);
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("explain (analyze, buffers, format json) " + search.sql())) {
                int at = 1;
                for (Object argument : search.arguments()) {
                    if (argument instanceof String[] states) ask.setArray(at++, tx.createArrayOf("text", states));
                    else ask.setObject(at++, argument);
                }
                try (var rows = ask.executeQuery()) {
                    rows.next();
                    JsonNode plan =
                            Json.read(rows.getString(1)).orElseThrow().path(0).path("Plan");
                    return plan.path("Shared Hit Blocks").asLong()
                            + plan.path("Shared Read Blocks").asLong();
                }
            }
        });
    }
}
