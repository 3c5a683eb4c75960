package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.SalesOrderPlan.Fee;
import dev.ordersync.mapping.domain.SalesOrderPlan.Row;
import dev.ordersync.mapping.domain.ShopOrder.Address;
import java.util.Set;

/** One write that brings Katana from what it holds to the plan. */
public sealed interface Change {

    /** Names what changes, for people and replays: {@code delivery_date}, {@code row 331}, {@code shipping_fee}... */
    String field();

    /** As text; "" when there was nothing. */
    String before();

    /** As text; "" when nothing is left. */
    String after();

    /** Katana takes it only while the sales order is NOT_SHIPPED or PENDING; later it is a conflict for a person. */
    boolean needsOpenOrder();

    /** A header field; all of them go into one PATCH. */
    record SetHeader(HeaderField header, Object value, String before, String after) implements Change {
        @Override
        public String field() {
            return header.wireName();
        }

        @Override
        public boolean needsOpenOrder() {
            return header.needsOpenOrder();
        }
    }

    /** Which fields of the sales order are ours. {@code value}'s type in brackets. */
    enum HeaderField {
        /** (String) */
        ORDER_NO("order_no", true),
        /** (Instant) */
        ORDER_CREATED_DATE("order_created_date", false),
        /** (Instant) */
        DELIVERY_DATE("delivery_date", true),
        /** (String) */
        CURRENCY("currency", true),
        /** (String) our part of the text; merge it with {@link AdditionalInfo#merge} */
        ADDITIONAL_INFO("additional_info", false),
        /** (String, null clears) */
        CUSTOMER_REF("customer_ref", false);

        private final String wireName;
        private final boolean needsOpenOrder;

        HeaderField(String wireName, boolean needsOpenOrder) {
            this.wireName = wireName;
            this.needsOpenOrder = needsOpenOrder;
        }

        public String wireName() {
            return wireName;
        }

        public boolean needsOpenOrder() {
            return needsOpenOrder;
        }
    }

    /** Somebody else ordered, or the same one with other data: walk the P2 ladder and set {@code customer_id}. */
    record ChangeCustomer(CustomerIdentity customer, String before, String after) implements Change {
        @Override
        public String field() {
            return "customer";
        }

        @Override
        public boolean needsOpenOrder() {
            return true;
        }
    }

    record AddRow(Row row, String before, String after) implements Change {
        @Override
        public String field() {
            return "row " + row.key();
        }

        @Override
        public boolean needsOpenOrder() {
            return true;
        }
    }

    /** @param fields what differs; only these are sent */
    record ChangeRow(long rowId, Row row, Set<RowField> fields, String before, String after) implements Change {
        public ChangeRow {
            fields = Set.copyOf(fields);
        }

        @Override
        public String field() {
            return "row " + row.key();
        }

        @Override
        public boolean needsOpenOrder() {
            return fields.stream().anyMatch(field -> field != RowField.ATTRIBUTES);
        }
    }

    enum RowField {
        /** The variant: look it up again for the row's item. */
        ITEM,
        QUANTITY,
        PRICE_PER_UNIT,
        TOTAL_DISCOUNT,
        TAX,
        ATTRIBUTES
    }

    record RemoveRow(String key, long rowId, String before, String after) implements Change {
        @Override
        public String field() {
            return "row " + key;
        }

        @Override
        public boolean needsOpenOrder() {
            return true;
        }
    }

    enum AddressKind {
        BILLING,
        SHIPPING
    }

    /** @param addressId 0 when Katana has no such address yet, or its id is not known */
    record SetAddress(AddressKind kind, long addressId, Address address, String before, String after)
            implements Change {
        @Override
        public String field() {
            return kind == AddressKind.BILLING ? "billing_address" : "shipping_address";
        }

        @Override
        public boolean needsOpenOrder() {
            return true;
        }
    }

    /** @param feeId 0 when there is none yet, or its id is not known */
    record SetFee(long feeId, Fee fee, String before, String after) implements Change {
        @Override
        public String field() {
            return "shipping_fee";
        }

        @Override
        public boolean needsOpenOrder() {
            return true;
        }
    }

    record RemoveFee(long feeId, String before, String after) implements Change {
        @Override
        public String field() {
            return "shipping_fee";
        }

        @Override
        public boolean needsOpenOrder() {
            return true;
        }
    }
}
