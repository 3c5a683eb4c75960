package dev.ordersync.bigcommerce;

import static dev.ordersync.bigcommerce.Snapshots.json;
import static dev.ordersync.bigcommerce.Snapshots.line;
import static dev.ordersync.bigcommerce.Snapshots.order;
import static dev.ordersync.bigcommerce.Snapshots.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Included lines stop at 50 per consignment; then the order's own list of lines must be read. */
class LinesCompleteTest {
    private static final String WARNING = "{\"__warning__\":{\"message\":\"only 50 are included\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"/consignments", "/consignments/shipping/0", "/consignments/email"})
    void the_marker_is_seen_wherever_it_is(String place) {
        ObjectNode order = order(line(1, 2));
        ((ObjectNode) order.at(place)).setAll((ObjectNode) json(WARNING));

        assertThat(read(order).linesComplete()).isFalse();
    }

    @Test
    void the_marker_is_seen_among_the_lines() {
        ObjectNode order = order(line(1, 2));
        ((ArrayNode) order.at("/consignments/shipping/0/line_items")).add(json(WARNING));

        assertThat(read(order).linesComplete()).isFalse();
        assertThat(read(order).lines()).hasSize(1);
    }

    @Test
    void the_marker_is_seen_in_the_place_of_the_lines() {
        ObjectNode order = order();
        ((ObjectNode) order.at("/consignments/shipping/0")).set("line_items", json(WARNING));

        assertThat(read(order).linesComplete()).isFalse();
    }

    @Test
    void quantities_that_do_not_add_up_mean_that_lines_are_missing() {
        assertThat(read(order(line(1, 2)).put("items_total", 3)).linesComplete())
                .isFalse();
        assertThat(read(order(line(1, 2), line(2, 1))).linesComplete()).isTrue();
        assertThat(read(order().put("items_total", 2)).linesComplete()).isFalse();
    }

    @Test
    void without_a_sum_to_compare_with_the_lines_stand_as_they_are() {
        ObjectNode order = order(line(1, 2));
        order.remove("items_total");

        assertThat(read(order).linesComplete()).isTrue();
        assertThat(read(order).itemsTotal()).isEqualTo(-1);
    }

    @Test
    void no_line_at_all_is_believed_only_where_the_sum_says_so() {
        ObjectNode silent = order();
        silent.remove("items_total");
        ObjectNode embedded = silent.deepCopy();
        embedded.putArray("products");

        assertThat(read(silent).linesComplete()).isFalse();
        assertThat(read(embedded).linesComplete()).isFalse();
        assertThat(read(order().putNull("items_total")).linesComplete()).isFalse();
        assertThat(read(order().put("items_total", 0)).linesComplete()).isTrue();
    }

    @Test
    void links_instead_of_lines_are_not_lines() {
        ObjectNode order = order(line(1, 2));
        ObjectNode linked = order.deepCopy();
        linked.putObject("consignments").put("url", "https://x").put("resource", "/orders/1/consignments");
        ObjectNode pickup = order.deepCopy();
        ((ArrayNode) pickup.at("/consignments/pickups"))
                .addObject()
                .put("id", 9)
                .putArray("line_items")
                .addObject()
                .put("url", "https://x")
                .put("resource", "/orders/1/products/2");
        ObjectNode none = order.deepCopy();
        none.remove("consignments");

        assertThat(read(linked).linesComplete()).isFalse();
        assertThat(read(pickup).linesComplete()).isFalse();
        assertThat(read(none).linesComplete()).isFalse();
    }

    @Test
    void lines_of_every_way_of_delivery_are_merged_each_once() {
        ObjectNode order = order(line(1, 2)).put("items_total", 6);
        ((ArrayNode) order.at("/consignments/pickups"))
                .add(
                        json(
                                "{\"id\":9,\"pickup_method_display_name\":\"Counter\",\"location\":{\"name\":\"Shop\",\"code\":\"S1\"}}"));
        ((ObjectNode) order.at("/consignments/pickups/0"))
                .putArray("line_items")
                .add(line(2, 1));
        ((ArrayNode) order.at("/consignments/downloads"))
                .addObject()
                .putArray("line_items")
                .add(line(3, 1))
                .add(line(1, 2));
        ((ArrayNode) order.at("/consignments/email/gift_certificates"))
                .addObject()
                .putArray("line_items")
                .add(line(4, 2).put("type", "giftcertificate"));

        BcOrder read = read(order);

        assertThat(read.lines()).extracting(BcLine::id).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(read.linesComplete()).isTrue();
        assertThat(read.pickups()).containsExactly(new BcPickup(9, "Counter", "Shop", "S1"));
    }

    @Test
    void the_older_form_of_consignments_is_read_as_well() {
        ObjectNode order = order(line(1, 2));
        order.set("consignments", order.at("/consignments/shipping"));

        assertThat(read(order).lines()).hasSize(1);
        assertThat(read(order).linesComplete()).isTrue();
        assertThat(read(order).consignments())
                .singleElement()
                .satisfies(c -> assertThat(c.id()).isEqualTo(31));
    }

    @Test
    void lines_read_on_their_own_are_complete_whatever_the_order_says() {
        ArrayNode lines = (ArrayNode) json("[]");
        lines.add(line(1, 2)).add(line(2, 1));

        BcOrder read = read(order(line(1, 2)).put("items_total", 99), lines, null);

        assertThat(read.lines()).hasSize(2);
        assertThat(read.linesComplete()).isTrue();
    }
}
