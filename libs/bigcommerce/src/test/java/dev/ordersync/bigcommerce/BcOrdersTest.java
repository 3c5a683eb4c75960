package dev.ordersync.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.api.Answer.Failure;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BcOrdersTest {
    private final FakeStore store = new FakeStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_order_is_read_with_its_lines_in_one_call_and_keeps_every_digit() {
        store.says(200, "{\"id\":247,\"total_inc_tax\":\"1008.7400\",\"base_cost\":5.10}");

        var answer = store.client().orders().order(247);

        assertThat(answer.value().toString())
                .isEqualTo("{\"id\":247,\"total_inc_tax\":\"1008.7400\",\"base_cost\":5.10}");
        var asked = store.onlyQuestion();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.url())
                .isEqualTo(
                        "/stores/abc123/v2/orders/247?include=consignments.line_items,fees&consignment_structure=object");
        assertThat(asked.headers().get("X-auth-token")).containsExactly("t0ken");
        assertThat(asked.headers().get("Accept")).containsExactly("application/json");
    }

    @Test
    void an_id_that_would_name_all_orders_is_never_sent() {
        assertThatThrownBy(() -> store.client().orders().order(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.client().orders().setStatus(-1, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.client().orders().products(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.asked).isEmpty();
    }

    @Test
    void no_method_of_the_order_client_can_delete_an_order() {
        assertThat(BcOrders.class.getMethods())
                .extracting(java.lang.reflect.Method::getName)
                .noneMatch(name -> name.toLowerCase().contains("delete")
                        || name.toLowerCase().contains("archive"));
    }

    @Test
    void a_list_without_a_body_is_an_empty_list() {
        store.says(204, "").says(204, "").says(204, "").says(204, "");

        var orders = store.client().orders();

        assertThat(orders.products(1).value()).isEmpty();
        assertThat(orders.taxes(1).value()).isEmpty();
        assertThat(orders.shipments(1).value()).isEmpty();
        assertThat(orders.inStatus(11, 1, 50).value().items()).isEmpty();
    }

    @Test
    void lines_are_read_to_the_last_page() {
        store.says(200, ids(1, 250)).says(200, ids(251, 300));

        var lines = store.client().orders().products(7);

        assertThat(lines.value()).hasSize(300);
        assertThat(store.asked.get(0).url()).endsWith("/v2/orders/7/products?page=1&limit=250");
        assertThat(store.asked.get(1).url()).endsWith("/v2/orders/7/products?page=2&limit=250");
    }

    @Test
    void a_full_last_page_is_followed_by_an_empty_one() {
        store.says(200, ids(1, 250)).says(204, "");

        assertThat(store.client().orders().products(7).value()).hasSize(250);
    }

    @Test
    void a_page_number_that_is_ignored_does_not_read_for_ever() {
        store.says(200, ids(1, 250)).says(200, ids(1, 250)).says(200, ids(1, 250));

        assertThat(store.client().orders().products(7).value()).hasSize(250);
        assertThat(store.asked).hasSize(2);
    }

    @Test
    void taxes_are_asked_for_by_line() {
        store.says(200, "[{\"id\":1,\"rate\":\"8.0000\"},{\"id\":1,\"rate\":\"8.0000\"}]");

        assertThat(store.client().orders().taxes(7).value()).hasSize(2);
        assertThat(store.onlyQuestion().url()).endsWith("/v2/orders/7/taxes?details=true&page=1&limit=250");
    }

    @Test
    void the_backfill_pages_by_id() {
        store.says(200, "[{\"id\":100,\"status_id\":11},{\"id\":101,\"status_id\":11}]");

        var page = store.client().orders().inStatus(11, 100, 2).value();

        assertThat(page.items()).extracting(o -> o.path("id").asInt()).containsExactly(100, 101);
        assertThat(page.last()).isFalse();
        assertThat(store.onlyQuestion().url())
                .isEqualTo("/stores/abc123/v2/orders?status_id=11&min_id=100&sort=id:asc&limit=2"
                        + "&include=consignments.line_items,fees&consignment_structure=object");
    }

    @Test
    void at_the_start_no_id_bounds_the_list_since_an_exclusive_bound_would_leave_out_the_first_order() {
        store.says(200, "[{\"id\":1,\"status_id\":11}]");

        var page = store.client().orders().inStatus(11, 1, 50).value();

        assertThat(page.items()).hasSize(1);
        assertThat(store.onlyQuestion().url()).doesNotContain("min_id");
    }

    @Test
    void orders_that_the_filter_should_have_kept_out_are_dropped() {
        store.says(200, "[{\"id\":99,\"status_id\":11},{\"id\":100,\"status_id\":5},{\"id\":101,\"status_id\":11}]");

        var page = store.client().orders().inStatus(11, 100, 50).value();

        assertThat(page.items()).extracting(o -> o.path("id").asInt()).containsExactly(101);
        assertThat(page.last()).isTrue();
    }

    @Test
    void the_sweep_asks_for_the_oldest_change_first() {
        store.says(200, "[{\"id\":1}]");

        var page = store.client().orders().modifiedSince(Instant.parse("2026-11-23T10:00:00.987Z"), 3, 50);

        assertThat(page.value().last()).isTrue();
        assertThat(store.onlyQuestion().url())
                .startsWith("/stores/abc123/v2/orders?min_date_modified=2026-11-23T10:00:00Z"
                        + "&sort=date_modified:asc&page=3&limit=50&include=");
    }

    @Test
    void a_status_write_is_the_status_and_nothing_else() {
        store.says(200, "{\"id\":247,\"status_id\":10}");

        assertThat(store.client().orders().setStatus(247, 10).isOk()).isTrue();

        var asked = store.onlyQuestion();
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.url()).isEqualTo("/stores/abc123/v2/orders/247");
        assertThat(asked.body()).isEqualTo("{\"status_id\":10}");
        assertThat(asked.headers().get("Content-type")).containsExactly("application/json");
    }

    @Test
    void a_list_is_read_bare_where_the_request_for_its_parts_is_not_taken() {
        String refusal = "[{\"status\":400,\"message\":\"The field 'include' is not supported by this resource.\"}]";
        store.says(400, refusal).says(200, "[{\"id\":100,\"status_id\":11}]");

        assertThat(store.client().orders().inStatus(11, 100, 2).value().items()).hasSize(1);
        assertThat(store.asked.get(1).url())
                .isEqualTo("/stores/abc123/v2/orders?status_id=11&min_id=100&sort=id:asc&limit=2");
    }

    @Test
    void fees_are_read_from_their_wrapper() {
        store.says(200, "{\"fees\":[{\"id\":1}]}").says(200, "{\"oops\":[]}");

        assertThat(store.client().orders().fees(7).value()).hasSize(1);
        assertThat(store.client().orders().fees(7).failure()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void an_order_that_is_not_there_is_missing() {
        store.says(404, "[{\"status\":404,\"message\":\"The requested resource was not found.\"}]");

        assertThat(store.client().orders().order(9).failure()).isInstanceOf(Failure.Missing.class);
    }

    private static String ids(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
