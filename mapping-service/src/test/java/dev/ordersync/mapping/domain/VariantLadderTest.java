package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.VariantLadder.Candidate;
import dev.ordersync.mapping.domain.VariantLadder.Decision;
import dev.ordersync.mapping.domain.VariantLadder.Known;
import dev.ordersync.mapping.domain.VariantLadder.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariantLadderTest {

    static Stream<RuleTable.Row> rows() {
        return RuleTable.rows("products.md", "Products");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_row_of_the_table_holds(RuleTable.Row row) {
        Decision decision = VariantLadder.decide(
                item(row.get("item")),
                Stream.of(row.get("by SKU").split(", "))
                        .filter(text -> !text.isEmpty())
                        .map(VariantLadderTest::candidate)
                        .toList(),
                known(row.get("known")),
                row.get("creates products").equals("yes"),
                word(row.get("a person says")));

        assertThat(named(decision)).isEqualTo(row.get("outcome"));
    }

    @Test
    void an_ambiguous_sku_names_its_candidates() {
        Decision.Held held = (Decision.Held) VariantLadder.decide(
                item("catalogue ABC"),
                List.of(new Candidate(2, "ABC", "Stool", false, false), new Candidate(1, "ABC", "Chair", false, false)),
                Known.NOTHING,
                true,
                Word.NONE);

        assertThat(held.sentence())
                .contains("SKU ABC")
                .contains("Chair, variant 1")
                .contains("Stool, variant 2");
    }

    private static Item item(String cell) {
        String sku = cell.endsWith("-") ? null : cell.substring(cell.indexOf(' ') + 1);
        if (cell.startsWith("custom")) return new Item.Custom(100, 5, "Engraving", BigDecimal.ONE);
        if (cell.startsWith("service")) return new Item.Service("sku:SVC", sku, "Download", BigDecimal.ONE);
        return new Item.Catalogue(sku, 10, 20, "Chair", List.of(), BigDecimal.ONE);
    }

    private static Known known(String cell) {
        if (cell.isEmpty()) return Known.NOTHING;
        if (cell.startsWith("product ")) return new Known(null, Long.valueOf(cell.substring(8)));
        return new Known(candidate(cell), null);
    }

    private static Word word(String cell) {
        return new Word(cell.startsWith("as ") ? cell.substring(3) : null, cell.equals("create"));
    }

    private static Candidate candidate(String text) {
        String[] words = text.split(" ");
        String sku = words[1].equals("-") ? null : words[1];
        return new Candidate(
                Long.parseLong(words[0]), sku, "Chair", text.endsWith("archived"), text.endsWith("deleted"));
    }

    private static String named(Decision decision) {
        if (decision instanceof Decision.Use use) return "use " + use.variantId();
        if (decision instanceof Decision.Held held) return "hold " + held.cause();
        if (decision instanceof Decision.CreateVariant create) return "create variant " + create.productId();
        return decision instanceof Decision.CreateService ? "create service" : "create product";
    }
}
