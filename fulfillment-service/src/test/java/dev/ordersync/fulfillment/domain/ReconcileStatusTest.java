package dev.ordersync.fulfillment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The rule and its documentation are one: every combination of states is looked up in {@code docs/rules/status.md}. */
class ReconcileStatusTest {

    @Test
    void every_combination_is_decided_as_the_table_says() throws IOException {
        List<String[]> table = table();
        assertThat(table).hasSizeGreaterThan(20);
        for (Situation situation : all(true, false)) {
            List<String[]> matching =
                    table.stream().filter(row -> matches(row, situation)).toList();
            assertThat(matching).as("rows for %s", situation).hasSize(1);
            assertThat(words(ReconcileStatus.decide(situation)))
                    .as("%s", situation)
                    .isEqualTo(matching.get(0)[5]);
        }
    }

    @Test
    void every_row_of_the_table_stands_for_something() throws IOException {
        for (String[] row : table())
            assertThat(all(true, false)).as(String.join(" | ", row)).anyMatch(situation -> matches(row, situation));
    }

    @Test
    void nothing_is_written_or_said_when_the_sync_is_off() {
        for (Situation situation : all(false, false))
            assertThat(ReconcileStatus.decide(situation)).isInstanceOfAny(Decision.Agree.class, Decision.Ignore.class);
    }

    @Test
    void an_archived_order_is_never_completed() {
        for (Situation situation : all(true, true))
            assertThat(ReconcileStatus.decide(situation)).isNotInstanceOf(Decision.CompleteOrder.class);
    }

    @Test
    void an_order_that_was_completed_before_it_was_archived_is_delivered_all_the_same() {
        for (Agreed agreed : List.of(Agreed.NOT_YET, Agreed.BOTH_OPEN))
            assertThat(ReconcileStatus.decide(
                            new Situation(BigCommerceState.DONE, true, true, KatanaState.OPEN, false, agreed, true)))
                    .isInstanceOf(Decision.DeliverSalesOrder.class);
    }

    @Test
    void refunded_cancelled_declined_disputed_verified_and_unplaced_orders_are_never_overwritten() {
        for (Situation situation : all(true, false))
            if (ReconcileStatus.decide(situation) instanceof Decision.CompleteOrder)
                assertThat(situation.bigcommerce())
                        .isIn(BigCommerceState.OPEN, BigCommerceState.SHIPPED, BigCommerceState.PARTLY_REFUNDED);
        assertThat(List.of(0, 1, 4, 5, 6, 12, 13).stream().map(BigCommerceState::of))
                .containsOnly(BigCommerceState.UNCONFIRMED, BigCommerceState.ENDED, BigCommerceState.HALTED);
    }

    @Test
    void all_fifteen_status_ids_are_sorted() {
        assertThat(List.of(3, 7, 8, 9, 11).stream().map(BigCommerceState::of)).containsOnly(BigCommerceState.OPEN);
        assertThat(BigCommerceState.of(2)).isEqualTo(BigCommerceState.SHIPPED);
        assertThat(BigCommerceState.of(10)).isEqualTo(BigCommerceState.DONE);
        assertThat(BigCommerceState.of(14)).isEqualTo(BigCommerceState.PARTLY_REFUNDED);
        assertThat(BigCommerceState.of(99)).isEqualTo(BigCommerceState.UNCONFIRMED);
    }

    private static List<String[]> table() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/rules/status.md"))) root = root.getParent();
        List<String[]> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(root.resolve("docs/rules/status.md"))) {
            if (line.startsWith("| Katana | BigCommerce | agreed |")) inside = true;
            else if (inside && !line.startsWith("|")) break;
            else if (inside && !line.startsWith("|---"))
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toArray(String[]::new));
        }
        return rows;
    }

    private static boolean matches(String[] row, Situation now) {
        String katana = switch (now.katana()) {
            case OPEN, PARTLY -> "undelivered";
            default -> now.katana().name().toLowerCase(Locale.ROOT);
        };
        String bigcommerce = now.bigcommerce().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String agreed = now.agreed().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean done = now.agreed() == Agreed.BOTH_DONE;
        return is(row[0], katana)
                && is(row[1], bigcommerce)
                && (is(row[2], agreed) || row[2].equals("not done") && !done)
                && is(row[3], now.wasCompleted() || done ? "yes" : "no")
                && is(row[4], now.wasDelivered() || done ? "yes" : "no");
    }

    private static boolean is(String cell, String value) {
        return cell.equals("any") || cell.equals(value);
    }

    private static String words(Decision decision) {
        if (decision instanceof Decision.Agree agree)
            return "agree " + agree.pair().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (decision instanceof Decision.CompleteOrder) return "complete the order";
        if (decision instanceof Decision.DeliverSalesOrder) return "deliver the sales order";
        if (decision instanceof Decision.Conflict conflict) return "conflict " + conflict.cause();
        if (decision instanceof Decision.Wait wait) return "wait " + wait.cause();
        return "ignore";
    }

    private static List<Situation> all(boolean sync, boolean archived) {
        List<Situation> all = new ArrayList<>();
        for (BigCommerceState bigcommerce : BigCommerceState.values())
            for (KatanaState katana : KatanaState.values())
                for (Agreed agreed : Agreed.values())
                    for (boolean wasCompleted : new boolean[] {false, true})
                        for (boolean wasDelivered : new boolean[] {false, true})
                            all.add(new Situation(
                                    bigcommerce, archived, wasCompleted, katana, wasDelivered, agreed, sync));
        return all;
    }
}
