package dev.ordersync.fulfillment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.fulfillment.domain.FollowTracking.Kind;
import dev.ordersync.fulfillment.domain.FollowTracking.Numbers;
import dev.ordersync.fulfillment.domain.FollowTracking.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FollowTrackingProperties {

    /** Columns: Katana, BigCommerce, agreed, pair, decision. A dash is no number; agreed may be {@code unknown}. */
    @Example
    void every_row_of_the_table_is_decided_as_it_says() throws IOException {
        List<String[]> table = table();
        assertThat(table).hasSizeGreaterThan(10);
        for (String[] row : table) {
            Numbers now = new Numbers(number(row[0]), number(row[1]));
            Numbers agreed = row[2].equals("unknown") ? null : agreed(row[2]);
            for (Kind kind : Kind.values())
                if (row[3].equals("any") || Arrays.asList(row[3].split(", ")).contains(word(kind)))
                    assertThat(FollowTracking.decide(now, agreed, kind))
                            .as("%s of a pair that is %s", String.join(" | ", row), kind)
                            .isEqualTo(step(row[4]));
        }
    }

    @Property
    void one_write_leaves_both_sides_the_same_and_nothing_more_to_do(
            @ForAll("numbers") Numbers now, @ForAll("agreed") List<Numbers> agreed, @ForAll Kind kind) {
        Numbers before = agreed.isEmpty() ? null : agreed.get(0);
        Step step = FollowTracking.decide(now, before, kind);
        Numbers after = after(now, step);
        if (step == Step.TO_BIGCOMMERCE || step == Step.TO_KATANA)
            assertThat(after.areTheSame()).isTrue();
        if (step != Step.NOTHING)
            assertThat(FollowTracking.decide(after, after, kind)).isEqualTo(Step.NOTHING);
    }

    @Property
    void a_number_that_was_entered_on_one_side_is_never_taken_away_by_the_other(
            @ForAll("numbers") Numbers now, @ForAll("agreed") List<Numbers> agreed, @ForAll Kind kind) {
        Numbers before = agreed.isEmpty() ? null : agreed.get(0);
        Numbers after = after(now, FollowTracking.decide(now, before, kind));
        boolean enteredInKatana =
                !now.katana().isEmpty() && (before == null || !now.katana().equals(before.katana()));
        if (enteredInKatana) assertThat(after.katana()).isEqualTo(now.katana());
        boolean enteredInBigcommerce = !now.bigcommerce().isEmpty()
                && (before == null || !now.bigcommerce().equals(before.bigcommerce()));
        if (enteredInBigcommerce) assertThat(after.bigcommerce()).isNotEmpty();
    }

    @Example
    void what_bigcommerce_cuts_off_and_blanks_around_a_number_are_no_difference() {
        String number = "9".repeat(49) + "1";
        assertThat(new Numbers(number + "234", " " + number + " ").areTheSame()).isTrue();
        assertThat(new Numbers("9".repeat(49) + "😀", "9".repeat(49)).areTheSame())
                .as("a character of two places is not cut in half")
                .isTrue();
        assertThat(new Numbers(null, "  ").areTheSame()).isTrue();
    }

    @Example
    void a_link_goes_with_the_number_that_it_names() {
        String link = "https://c.example/";
        assertThat(link("T2", link + "T2", "T1", link + "T1", "T1")).isEqualTo(link + "T2");
        assertThat(link("T2", link + "T1", "T1", link + "T1", "T1"))
                .as("nobody changed the link: it names the former number")
                .isEmpty();
        assertThat(link("T2", null, "T1", link + "T1", "T1")).isEmpty();
        assertThat(link("T2", null, "T1", link + "of-the-carrier", "T1")).isNull();
        assertThat(link("T2", link + "of-the-carrier", "T1", null, "T1")).isEqualTo(link + "of-the-carrier");
        assertThat(link("", link + "T1", "T1", link + "T1", "T1")).isEmpty();
        assertThat(link("T10", link + "T10", "T1", link + "T1", "T1")).isEqualTo(link + "T10");
        assertThat(link("T1", link + "T10", "T10", link + "T10", "T10")).isEmpty();
    }

    private static String link(String number, String from, String before, String to, String former) {
        return FollowTracking.link(number, from, before, to, former);
    }

    private static Numbers after(Numbers now, Step step) {
        return switch (step) {
            case TO_BIGCOMMERCE -> Numbers.both(now.katana());
            case TO_KATANA -> Numbers.both(now.bigcommerce());
            default -> now;
        };
    }

    @Provide
    Arbitrary<Numbers> numbers() {
        Arbitrary<String> some = Arbitraries.of("", "T1", "T2", "T3");
        return Combinators.combine(some, some).as(Numbers::new);
    }

    @Provide
    Arbitrary<List<Numbers>> agreed() {
        return numbers().list().ofMaxSize(1);
    }

    private static Numbers agreed(String cell) {
        String[] numbers = cell.split(" / ");
        return new Numbers(number(numbers[0]), number(numbers[numbers.length - 1]));
    }

    private static String number(String cell) {
        return cell.equals("-") ? "" : cell;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Step step(String cell) {
        return switch (cell) {
            case "BigCommerce takes over" -> Step.TO_BIGCOMMERCE;
            case "Katana takes over" -> Step.TO_KATANA;
            case "agree" -> Step.AGREE;
            case "nothing" -> Step.NOTHING;
            default -> throw new IllegalArgumentException(cell);
        };
    }

    private static List<String[]> table() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/rules/status.md"))) root = root.getParent();
        return Files.readAllLines(root.resolve("docs/rules/status.md")).stream()
                .dropWhile(line -> !line.startsWith("| number in Katana | in BigCommerce |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
    }
}
