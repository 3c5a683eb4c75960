package dev.ordersync.fulfillment.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.api.Json;
import dev.ordersync.fulfillment.kept.OrderRecord.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadOrderStatusTest {

    @Test
    void when_bigcommerce_includes_only_some_lines_the_others_stay_as_they_are_known() {
        List<Line> known = List.of(line(1, 2, 0), line(2, 3, 0), line(3, 4, 1));

        List<Line> lines =
                ReadOrderStatus.seen(order(9, line(2, 3, 3)), null, 1, known).lines();

        assertThat(lines).containsExactly(line(1, 2, 0), line(2, 3, 3), line(3, 4, 1));
    }

    @Test
    void when_bigcommerce_includes_all_lines_they_alone_count() {
        List<Line> lines = ReadOrderStatus.seen(order(3, line(2, 3, 0)), null, 1, List.of(line(1, 2, 0)))
                .lines();

        assertThat(lines).containsExactly(line(2, 3, 0));
    }

    @Test
    void a_line_that_nobody_knew_of_joins_the_known_ones() {
        List<Line> lines = ReadOrderStatus.seen(order(9, line(7, 1, 0)), null, 1, List.of(line(1, 2, 0)))
                .lines();

        assertThat(lines).containsExactly(line(1, 2, 0), line(7, 1, 0));
    }

    @Test
    void an_order_that_is_read_without_its_lines_keeps_those_that_are_known() {
        ObjectNode bare = order(2);
        bare.putObject("consignments").put("url", "https://example.com/consignments");

        assertThat(ReadOrderStatus.seen(bare, null, 1, List.of(line(1, 2, 0))).lines())
                .containsExactly(line(1, 2, 0));
    }

    @Test
    void an_order_whose_amounts_cannot_be_read_keeps_the_lines_that_are_known() {
        ObjectNode unreadable = order(2);
        unreadable.remove("date_created");

        assertThat(ReadOrderStatus.seen(unreadable, null, 1, List.of(line(1, 2, 0)))
                        .lines())
                .containsExactly(line(1, 2, 0));
    }

    private static Line line(long id, int quantity, int shipped) {
        return new Line(id, quantity, 0, shipped, 7, true, true);
    }

    private static ObjectNode order(int itemsTotal, Line... lines) {
        ObjectNode order = Json.TREE.createObjectNode();
        order.put("id", 1).put("status_id", 11).put("date_created", "Tue, 05 May 2026 10:00:00 +0000");
        order.put("default_currency_code", "EUR").put("total_ex_tax", "10.0000").put("total_inc_tax", "10.0000");
        order.put("items_total", itemsTotal);
        ArrayNode shipping = order.putObject("consignments").putArray("shipping");
        ArrayNode items = shipping.addObject().put("id", 7).putArray("line_items");
        for (Line line : lines)
            items.addObject()
                    .put("id", line.lineId())
                    .put("product_id", 5)
                    .put("order_address_id", 7)
                    .put("type", "physical")
                    .put("sku", "A" + line.lineId())
                    .put("quantity", line.quantity())
                    .put("quantity_shipped", line.shipped())
                    .put("quantity_refunded", 0)
                    .put("price_ex_tax", "1.0000")
                    .put("price_inc_tax", "1.0000")
                    .put("total_ex_tax", "1.0000")
                    .put("total_inc_tax", "1.0000");
        return order;
    }
}
