package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.Applied.AppliedAddress;
import dev.ordersync.mapping.domain.Applied.AppliedFee;
import dev.ordersync.mapping.domain.Applied.AppliedRow;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Katana holds after a change that may have been written in part: a call's answer was lost, or the turn ended on the
 * way. Fields that were to change are as Katana shows them now; all others are as they were, so that what a person changed
 * there stays his.
 */
public final class HalfWritten {
    private final Applied before;
    private final Applied intended;
    private final Applied found;

    private HalfWritten(Applied before, Applied intended, Applied found) {
        this.before = before;
        this.intended = intended;
        this.found = found;
    }

    /**
     * @param before what was held when the change began
     * @param intended what was to be held when it ended
     * @param found what Katana shows now; its rows of ours carry their keys
     */
    public static Applied settle(Applied before, Applied intended, Applied found) {
        return new HalfWritten(before, intended, found).settle();
    }

    private Applied settle() {
        return new Applied(
                field(Applied::orderNo),
                field(Applied::orderCreatedAt),
                field(Applied::deliveryDate),
                field(Applied::currency),
                field(Applied::customer),
                address(Applied::billTo),
                address(Applied::shipTo),
                rows(),
                fee(),
                field(Applied::additionalInfo),
                field(Applied::customerRef));
    }

    private <T> T field(Function<Applied, T> field) {
        return Objects.equals(field.apply(before), field.apply(intended)) ? field.apply(before) : field.apply(found);
    }

    private AppliedAddress address(Function<Applied, AppliedAddress> field) {
        boolean same =
                AddressText.fields(held(field.apply(before))).equals(AddressText.fields(held(field.apply(intended))));
        return same ? field.apply(before) : field.apply(found);
    }

    private static Address held(AppliedAddress address) {
        return address == null ? null : address.address();
    }

    private AppliedFee fee() {
        AppliedFee was = before.fee();
        AppliedFee becomes = intended.fee();
        boolean same = was == null || becomes == null ? was == becomes : Difference.same(was.fee(), becomes.fee());
        return same ? was : found.fee();
    }

    private List<AppliedRow> rows() {
        List<AppliedRow> rows = new ArrayList<>();
        for (AppliedRow row : before.rows()) {
            Optional<AppliedRow> present = found.rows().stream()
                    .filter(other -> other.rowId() == row.rowId())
                    .findFirst();
            Optional<AppliedRow> becomes = of(intended, row.key());
            if (becomes.isPresent() && present.isPresent()) rows.add(row(row, becomes.get(), present.get()));
            else if (becomes.isPresent() || present.isPresent()) rows.add(row);
        }
        for (AppliedRow row : found.rows())
            if (row.key() != null && of(before, row.key()).isEmpty()) rows.add(row);
        return rows;
    }

    private static Optional<AppliedRow> of(Applied applied, String key) {
        return applied.rows().stream()
                .filter(row -> key != null && key.equals(row.key()))
                .findFirst();
    }

    private static AppliedRow row(AppliedRow was, AppliedRow becomes, AppliedRow shown) {
        return new AppliedRow(
                was.key(),
                was.rowId(),
                Objects.equals(was.itemIdentity(), becomes.itemIdentity()) ? was.itemIdentity() : shown.itemIdentity(),
                number(was, becomes, shown, AppliedRow::quantity),
                number(was, becomes, shown, AppliedRow::pricePerUnit),
                number(was, becomes, shown, AppliedRow::totalDiscount),
                number(was, becomes, shown, AppliedRow::taxPercent),
                new HashSet<>(was.attributes()).equals(new HashSet<>(becomes.attributes()))
                        ? was.attributes()
                        : shown.attributes());
    }

    private static BigDecimal number(
            AppliedRow was, AppliedRow becomes, AppliedRow shown, Function<AppliedRow, BigDecimal> field) {
        return RowDifference.sameNumber(field.apply(was), field.apply(becomes)) ? field.apply(was) : field.apply(shown);
    }
}
