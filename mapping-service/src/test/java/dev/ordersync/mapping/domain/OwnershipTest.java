package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.Change.AddRow;
import dev.ordersync.mapping.domain.Change.AddressKind;
import dev.ordersync.mapping.domain.Change.ChangeCustomer;
import dev.ordersync.mapping.domain.Change.ChangeRow;
import dev.ordersync.mapping.domain.Change.HeaderField;
import dev.ordersync.mapping.domain.Change.RemoveFee;
import dev.ordersync.mapping.domain.Change.RemoveRow;
import dev.ordersync.mapping.domain.Change.RowField;
import dev.ordersync.mapping.domain.Change.SetAddress;
import dev.ordersync.mapping.domain.Change.SetFee;
import dev.ordersync.mapping.domain.Change.SetHeader;
import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnershipTest {

    @Test
    void the_table_says_what_needs_an_open_order() {
        Map<String, Boolean> told = new HashMap<>();
        RuleTable.rows("ownership.md", "Which fields are ours")
                .filter(row -> !row.get("open only").equals("-"))
                .forEach(row -> told.put(row.get("field"), row.get("open only").equals("yes")));

        Map<String, Boolean> holds = new HashMap<>();
        for (HeaderField field : HeaderField.values()) holds.put(field.wireName(), field.needsOpenOrder());
        holds.put("customer", new ChangeCustomer(null, "", "").needsOpenOrder());
        holds.put("billing_address", new SetAddress(AddressKind.BILLING, 1, null, "", "").needsOpenOrder());
        holds.put("shipping_address", new SetAddress(AddressKind.SHIPPING, 1, null, "", "").needsOpenOrder());
        holds.put("row", changedRow(RowField.QUANTITY).needsOpenOrder());
        holds.put("row attributes", changedRow(RowField.ATTRIBUTES).needsOpenOrder());
        holds.put("shipping_fee", new SetFee(1, new Fee("Shipping", Orders.n("1"), null), "", "").needsOpenOrder());

        assertThat(holds).isEqualTo(told);
        assertThat(changedRow(RowField.ATTRIBUTES, RowField.TAX).needsOpenOrder())
                .isTrue();
        assertThat(new AddRow(null, "", "").needsOpenOrder()).isTrue();
        assertThat(new RemoveRow("1", 1, "", "").needsOpenOrder()).isTrue();
        assertThat(new RemoveFee(1, "", "").needsOpenOrder()).isTrue();
        assertThat(new SetHeader(HeaderField.CUSTOMER_REF, "PO 1", "", "PO 1").needsOpenOrder())
                .isFalse();
    }

    static Stream<RuleTable.Row> texts() {
        return RuleTable.rows("ownership.md", "The shared text");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void the_shared_text(RuleTable.Row row) {
        String written = AdditionalInfo.merge(lines(row.get("now")), lines(row.get("ours")), lines(row.get("new")));

        assertThat(written).isEqualTo(lines(row.get("written")));
    }

    private static String lines(String cell) {
        return cell.replace('/', '\n');
    }

    private static ChangeRow changedRow(RowField... fields) {
        return new ChangeRow(1, null, Set.of(fields), "", "");
    }
}
