package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.Eligibility.Facts;
import dev.ordersync.mapping.domain.Eligibility.Link;
import dev.ordersync.mapping.domain.Eligibility.Verdict;
import dev.ordersync.mapping.domain.Orders.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EligibilityTest {

    static Stream<RuleTable.Row> verdicts() {
        return RuleTable.rows("status-eligibility.md", "Which orders belong in Katana");
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void each_row_of_the_table_holds(RuleTable.Row row) {
        for (Facts facts : facts(row))
            assertThat(named(Eligibility.judge(facts))).as("%s", facts).isEqualTo(row.get("verdict"));
    }

    @Test
    void the_table_speaks_of_every_status_linked_and_not() {
        List<Facts> told = verdicts()
                .filter(row -> !row.get("link").equals("tombstone"))
                .filter(row -> !row.get("status").equals("any"))
                .flatMap(row -> facts(row).stream())
                .toList();
        for (int status = 0; status <= 14; status++) {
            for (Link link : List.of(Link.NONE, Link.LINKED)) {
                int id = status;
                assertThat(told).anyMatch(facts -> facts.statusId() == id && facts.link() == link);
            }
        }
    }

    static Stream<RuleTable.Row> quantities() {
        return RuleTable.rows("status-eligibility.md", "What is left of a line");
    }

    @ParameterizedTest
    @MethodSource("quantities")
    void what_is_left_of_a_line(RuleTable.Row row) {
        var line = new Lines(1)
                .times(Integer.parseInt(row.get("quantity")))
                .shipped(Integer.parseInt(row.get("shipped")))
                .refunded(Integer.parseInt(row.get("refunded")))
                .build();

        assertThat(LineFate.quantity(line)).isEqualByComparingTo(row.get("row quantity"));
    }

    @Test
    void facts_are_taken_from_the_lines_that_count() {
        Orders order = Orders.exclusive()
                .with(new Lines(1).times(2).shipped(2))
                .with(new Lines(2).times(3).kind(ShopOrder.Kind.DIGITAL));

        Facts facts = Facts.of(order.build(), Link.NONE, true, false, Orders.RULES);

        assertThat(facts.leftToMake()).isTrue();
        assertThat(facts.leftToShip()).isFalse();
    }

    @Test
    void a_line_that_is_no_row_leaves_nothing() {
        Orders order = Orders.exclusive()
                .with(new Lines(1).times(2).refunded(2))
                .with(new Lines(2).times(1).custom());
        PlanRules noCustom = new PlanRules("abc123", false, false, false, false, true, "", 14, null);

        assertThat(LineFate.of(order.build().lines().get(1), noCustom)).isEqualTo(LineFate.CUSTOM_LEFT_OUT);
        Facts facts = Facts.of(order.build(), Link.LINKED, true, false, noCustom);

        assertThat(facts.leftToMake()).isFalse();
        assertThat(facts.leftToShip()).isFalse();
    }

    @Test
    void an_order_that_tells_of_no_lines_is_no_reason_to_delete() {
        Facts facts = Facts.of(Orders.exclusive().build(), Link.LINKED, true, false, Orders.RULES);

        assertThat(Eligibility.judge(facts)).isInstanceOf(Verdict.Follow.class);
    }

    @Test
    void an_order_that_says_it_has_nothing_any_more_has_no_place_in_katana() {
        Orders order = Orders.exclusive();
        order.itemsTotal = 0;
        assertThat(Eligibility.judge(Facts.of(order.build(), Link.LINKED, true, false, Orders.RULES)))
                .isInstanceOf(Verdict.Remove.class);

        order.total("5", "5", "0");
        assertThat(Eligibility.judge(Facts.of(order.build(), Link.LINKED, true, false, Orders.RULES)))
                .as("it costs something")
                .isInstanceOf(Verdict.Follow.class);
    }

    @Test
    void every_sentence_is_a_whole_one() {
        verdicts().flatMap(row -> facts(row).stream()).forEach(facts -> {
            Verdict verdict = Eligibility.judge(facts);
            String reason = verdict instanceof Verdict.Exclude exclude
                    ? exclude.reason()
                    : verdict instanceof Verdict.Wait wait
                            ? wait.reason()
                            : verdict instanceof Verdict.Remove remove
                                    ? remove.reason()
                                    : verdict instanceof Verdict.Nothing nothing ? nothing.reason() : "None.";
            assertThat(reason).matches("[A-Z].*\\.");
        });
    }

    private static String named(Verdict verdict) {
        if (verdict instanceof Verdict.Exclude exclude) return exclude.notYet() ? "exclude, not yet" : "exclude";
        return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static List<Facts> facts(RuleTable.Row row) {
        List<Facts> all = new ArrayList<>();
        for (int status : statuses(row.get("status")))
            for (boolean archived : flags(row.get("archived"), "yes", "no"))
                for (Link link : links(row.get("link")))
                    for (boolean after : flags(row.get("since"), "after", "before"))
                        for (boolean notYet : flags(row.get("not yet"), "yes", "no"))
                            for (String left : any(row.get("left"), List.of("all", "made", "none")))
                                for (String settings : any(row.get("settings"), List.of("pay", "keep", "-")))
                                    all.add(new Facts(
                                            status,
                                            archived,
                                            link,
                                            after,
                                            notYet,
                                            !left.equals("none"),
                                            left.equals("all"),
                                            settings.equals("pay"),
                                            !settings.equals("keep")));
        return all;
    }

    private static List<Integer> statuses(String cell) {
        return cell.equals("any") ? IntStream.rangeClosed(0, 14).boxed().toList() : List.of(Integer.valueOf(cell));
    }

    private static List<Link> links(String cell) {
        return List.of(Link.valueOf(cell.toUpperCase(Locale.ROOT)));
    }

    private static List<Boolean> flags(String cell, String yes, String no) {
        if (cell.equals("any")) return List.of(true, false);
        assertThat(cell).isIn(yes, no);
        return List.of(cell.equals(yes));
    }

    private static List<String> any(String cell, List<String> all) {
        return cell.equals("any") ? all : List.of(cell);
    }
}
