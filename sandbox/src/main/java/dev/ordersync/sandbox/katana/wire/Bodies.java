package dev.ordersync.sandbox.katana.wire;

import dev.ordersync.sandbox.katana.wire.Shape.Fields;

/** Which request bodies Katana takes, field by field (reference chapters 5 to 19); anything else is a 422. */
public final class Bodies {

    private static final String PRICE = "1000000000000000000";
    private static final String QUANTITY = "100000000000000000";
    private static final String ITEM_PRICE = "100000000000";
    private static final String[] ADDRESS = {
        "first_name", "last_name", "company", "phone", "line_1", "line_2", "city", "state", "zip", "country"
    };

    private static final Shape LINE = Shape.text().orNull();
    private static final Shape FILLED_LINE = Shape.text(1, Integer.MAX_VALUE).orNull();
    private static final Shape FILLED = Shape.text(1, Integer.MAX_VALUE);
    private static final Shape FREE_OBJECT = Shape.anything();
    private static final Shape ENTITY = Shape.oneOf("billing", "shipping");
    private static final Shape ATTRIBUTES =
            Shape.list(0, Shape.fields().needs("key", Shape.text()).needs("value", Shape.text()));
    private static final Shape TRACE = Shape.list(
            0,
            Shape.fields()
                    .takes(Shape.whole(0).orNull(), "batch_id", "bin_location_id", "serial_number_id")
                    .takes("quantity", traceQuantity()));

    private Bodies() {}

    private static Shape traceQuantity() {
        Shape digits = Shape.matching("^-?[0-9]+\\.?[0-9]*$");
        return (path, value, found) -> {
            if (!value.isNumber()) {
                digits.check(path, value, found);
            }
            boolean zero = value.isNumber()
                    ? value.decimalValue().signum() == 0
                    : value.isTextual() && value.textValue().matches("-?0+\\.?0*");
            if (zero) {
                found.add(new Detail(path, "not", "must NOT be valid", Json.object()));
            }
        };
    }

    private static Fields row() {
        return Shape.fields()
                .needs("quantity", Shape.number("0", QUANTITY))
                .needs("variant_id", Shape.id())
                .takes(Shape.number("0", PRICE), "price_per_unit", "total_discount")
                .takes(Shape.id(), "tax_rate_id", "location_id")
                .takes("attributes", ATTRIBUTES)
                .takes("custom_fields", FREE_OBJECT);
    }

    public static final Shape NEW_ORDER = Shape.fields()
            .needs("customer_id", Shape.whole(0))
            .needs("sales_order_rows", Shape.list(1, row()))
            .takes("order_no", FILLED)
            .takes(Shape.timestamp(), "order_created_date", "delivery_date")
            .takes("currency", Shape.text())
            .takes("location_id", Shape.whole(0))
            .takes("status", Shape.oneOf("PENDING", "NOT_SHIPPED"))
            .takes("additional_info", LINE)
            .takes("customer_ref", Shape.text(0, 255).orNull())
            .takes(FILLED_LINE, "ecommerce_order_type", "ecommerce_store_name", "ecommerce_order_id")
            .takes("tracking_number", Shape.text(0, 256).orNull())
            .takes("tracking_number_url", Shape.text(0, 2048).orNull())
            .takes("custom_fields", FREE_OBJECT)
            .takes(
                    "addresses",
                    Shape.list(0, Shape.fields().needs("entity_type", ENTITY).takes(LINE, ADDRESS)));

    public static final Shape ORDER_CHANGE = Shape.fields()
            .takes(FILLED, "order_no")
            .takes(Shape.id(), "customer_id", "location_id")
            .takes(Shape.timestamp(), "order_created_date", "delivery_date", "picked_date", "conversion_date")
            .takes("currency", Shape.text())
            .takes("conversion_rate", Shape.number())
            .takes("status", Shape.oneOf("PENDING", "NOT_SHIPPED", "PACKED", "DELIVERED"))
            .takes("additional_info", LINE)
            .takes("customer_ref", Shape.text(0, 255).orNull())
            .takes("tracking_number", Shape.text(1, 256).orNull())
            .takes("tracking_number_url", Shape.text(1, 2048).orNull())
            .takes("custom_fields", FREE_OBJECT);

    public static final Shape NEW_ROW = row().needs("sales_order_id", Shape.id());

    public static final Shape ROW_CHANGE = Shape.fields()
            .takes("quantity", Shape.number("0", QUANTITY))
            .takes(Shape.id(), "variant_id", "tax_rate_id", "location_id")
            .takes(Shape.number("0", PRICE), "price_per_unit", "total_discount")
            .takes("attributes", ATTRIBUTES)
            .takes("custom_fields", FREE_OBJECT)
            .takes(
                    "batch_transactions",
                    Shape.list(
                            0, Shape.fields().needs("batch_id", Shape.whole(0)).takes("quantity", Shape.number())))
            .takes(
                    "serial_number_transactions",
                    Shape.list(
                            0,
                            Shape.fields()
                                    .needs("serial_number_id", Shape.id())
                                    .takes("quantity", Shape.number("0", "1").inStepsOf("1"))))
            .takes("traceability", TRACE);

    public static final Shape NEW_FEE = Shape.fields()
            .needs("sales_order_id", Shape.number())
            .needs("amount", Shape.text())
            .takes("description", Shape.text())
            .takes("tax_rate_id", Shape.number());

    public static final Shape FEE_CHANGE = Shape.fields()
            .needs("amount", Shape.text())
            .takes("description", Shape.text())
            .takes("tax_rate_id", Shape.number());

    public static final Shape NEW_ORDER_ADDRESS = Shape.fields()
            .needs("entity_type", ENTITY)
            .needs("sales_order_id", Shape.id())
            .takes(LINE, ADDRESS);

    public static final Shape ORDER_ADDRESS_CHANGE = Shape.fields().takes(LINE, ADDRESS);

    public static final Shape NEW_FULFILLMENT = Shape.fields()
            .needs("sales_order_id", Shape.id())
            .needs("status", Shape.oneOf("PACKED", "DELIVERED"))
            .needs(
                    "sales_order_fulfillment_rows",
                    Shape.list(
                            1,
                            Shape.fields()
                                    .needs("sales_order_row_id", Shape.id())
                                    .needs("quantity", Shape.number("0", QUANTITY))
                                    .takes(
                                            "batch_transactions",
                                            Shape.list(
                                                    1,
                                                    Shape.fields()
                                                            .needs(
                                                                    "batch_id",
                                                                    Shape.whole(0)
                                                                            .orNull())
                                                            .needs("quantity", Shape.number())))
                                    .takes("serial_numbers", Shape.list(0, Shape.number()))
                                    .takes("traceability", TRACE)))
            .takes("picked_date", Shape.timestamp())
            .takes("conversion_rate", Shape.number("0", "1000000000000").orNull())
            .takes("conversion_date", Shape.timestamp().orNull())
            .takes("tracking_number", Shape.text(0, 256).orNull())
            .takes("tracking_url", Shape.text(0, 2048).orNull())
            .takes("tracking_carrier", Shape.text(0, 256).orNull())
            .takes("tracking_method", Shape.text(0, 2048).orNull());

    public static final Shape FULFILLMENT_CHANGE = Shape.fields()
            .takes("status", Shape.oneOf("PACKED", "DELIVERED"))
            .takes("picked_date", Shape.timestamp())
            .takes("conversion_rate", Shape.number("0", "1000000000000").orNull())
            .takes("conversion_date", Shape.timestamp().orNull())
            .takes("tracking_number", Shape.text(1, 256).orNull())
            .takes("tracking_url", Shape.text(1, 2048).orNull())
            .takes("tracking_carrier", Shape.text(1, 256).orNull())
            .takes("tracking_method", Shape.text(1, 2048).orNull())
            .takes("packer_id", Shape.id());

    public static final Shape NEW_CUSTOMER = Shape.fields()
            .needs("name", FILLED)
            .takes(Shape.text(), "first_name", "last_name", "company", "email", "phone", "comment", "currency")
            .takes(Shape.text(0, 100), "reference_id", "category")
            .takes("discount_rate", Shape.number("0", "100").orNull())
            .takes(
                    "addresses",
                    Shape.list(
                            0,
                            Shape.fields()
                                    .needs("entity_type", ENTITY)
                                    .takes("default", Shape.flag())
                                    .takes(LINE, ADDRESS)));

    public static final Shape CUSTOMER_CHANGE = Shape.fields()
            .takes(FILLED_LINE, "name", "first_name", "last_name", "company", "email", "phone", "comment", "currency")
            .takes(Shape.text(1, 100).orNull(), "reference_id", "category")
            .takes("discount_rate", Shape.number("0", "100").orNull())
            .takes("default_shipping_id", Shape.id().orNull());

    public static final Shape NEW_CUSTOMER_ADDRESS = Shape.fields()
            .needs("entity_type", ENTITY)
            .needs("customer_id", Shape.id())
            .takes(LINE, ADDRESS);

    public static final Shape CUSTOMER_ADDRESS_CHANGE = Shape.fields().takes(FILLED_LINE, ADDRESS);

    public static final Shape NEW_TAX_RATE = Shape.fields()
            .needs("rate", Shape.number("0", "999.999").inStepsOf("0.001"))
            .takes("name", Shape.text());

    public static final Shape NEW_BATCH = Shape.fields()
            .needs("batch_number", FILLED)
            .needs("variant_id", Shape.number("0", "2147483647"))
            .takes(Shape.timestamp(), "expiration_date", "batch_created_date")
            .takes("batch_barcode", Shape.text(3, 40));

    public static final Shape BATCH_CHANGE = Shape.fields()
            .takes("batch_number", Shape.text())
            .takes(Shape.timestamp().orNull(), "expiration_date", "batch_created_date")
            .takes("batch_barcode", Shape.text(3, 40).orNull());

    private static final Shape CUSTOM_FIELDS = Shape.list(
            0, 3, Shape.fields().needs("field_name", Shape.text(0, 40)).needs("field_value", Shape.text(0, 100)));
    private static final Shape CONFIG_ATTRIBUTES =
            Shape.list(1, Shape.fields().needs("config_name", FILLED).needs("config_value", FILLED));
    private static final Shape COUNT = Shape.number("0", "2147483647").orNull();
    private static final Shape MONEY = Shape.number("0", ITEM_PRICE).orNull();

    private static Fields variant(boolean sold) {
        Fields fields = Shape.fields()
                .takes("sku", sold ? FILLED : Shape.text())
                .takes("purchase_price", MONEY)
                .takes(Shape.text(3, 40), "internal_barcode", "registered_barcode")
                .takes("supplier_item_codes", Shape.list(0, sold ? Shape.text(1, 40) : Shape.text()))
                .takes(COUNT, "lead_time", "minimum_order_quantity")
                .takes("config_attributes", CONFIG_ATTRIBUTES)
                .takes("custom_fields", CUSTOM_FIELDS);
        return sold ? fields.takes("sales_price", MONEY) : fields;
    }

    private static Fields item(Shape variant) {
        return Shape.fields()
                .needs("name", FILLED)
                .needs("variants", Shape.list(1, variant))
                .takes("uom", Shape.text(1, 7))
                .takes("category_name", FILLED)
                .takes("additional_info", Shape.text())
                .takes(Shape.flag(), "is_sellable", "batch_tracked")
                .takes("default_supplier_id", Shape.whole(0))
                .takes("purchase_uom", Shape.text(1, 7).orNull())
                .takes("purchase_uom_conversion_rate", Shape.number("0", "1000000000000"))
                .takes("custom_field_collection_id", Shape.number().orNull())
                .takes(
                        "configs",
                        Shape.list(
                                1,
                                10,
                                Shape.fields()
                                        .needs("name", Shape.text())
                                        .needs("values", Shape.list(0, Shape.text()))));
    }

    private static Fields itemChange() {
        return Shape.fields()
                .takes("name", Shape.text(1, 256))
                .takes("uom", Shape.text(1, 7))
                .takes("category_name", Shape.text(1, 35).orNull())
                .takes("additional_info", FILLED_LINE)
                .takes(Shape.flag(), "is_sellable", "batch_tracked", "is_archived")
                .takes("default_supplier_id", Shape.id().orNull())
                .takes("purchase_uom", Shape.text(1, 7).orNull())
                .takes(
                        "purchase_uom_conversion_rate",
                        Shape.number("0", "2147483647").orNull())
                .takes("custom_field_collection_id", Shape.number().orNull())
                .takes(
                        "configs",
                        Shape.list(
                                1,
                                10,
                                Shape.fields()
                                        .takes("id", Shape.number())
                                        .takes("name", Shape.text())
                                        .needs("values", Shape.list(0, Shape.text()))));
    }

    private static final String[] PRODUCT_FLAGS = {
        "is_producible", "is_purchasable", "is_auto_assembly", "serial_tracked", "operations_in_sequence"
    };

    public static final Shape NEW_PRODUCT = item(variant(true)).takes(Shape.flag(), PRODUCT_FLAGS);
    public static final Shape PRODUCT_CHANGE = itemChange().takes(Shape.flag(), PRODUCT_FLAGS);
    public static final Shape NEW_MATERIAL = item(variant(false));
    public static final Shape MATERIAL_CHANGE = itemChange();

    public static final Shape NEW_SERVICE = Shape.fields()
            .needs("name", FILLED)
            .needs(
                    "variants",
                    Shape.list(
                            1,
                            1,
                            Shape.fields()
                                    .takes("sku", FILLED)
                                    .takes(MONEY, "sales_price", "default_cost")
                                    .takes("custom_fields", CUSTOM_FIELDS)))
            .takes("uom", Shape.text(1, 7))
            .takes("category_name", FILLED)
            .takes("is_sellable", Shape.flag())
            .takes("additional_info", Shape.text())
            .takes("custom_field_collection_id", Shape.number().orNull());

    public static final Shape SERVICE_CHANGE = Shape.fields()
            .takes(Shape.text(), "name", "uom")
            .takes("category_name", Shape.text(1, 35).orNull())
            .takes(Shape.flag(), "is_sellable", "is_archived")
            .takes("additional_info", FILLED_LINE)
            .takes("sku", FILLED_LINE)
            .takes(Shape.number().orNull(), "sales_price", "default_cost")
            .takes("custom_field_collection_id", Shape.id().orNull())
            .takes("custom_fields", CUSTOM_FIELDS);

    public static final Shape NEW_VARIANT = Shape.fields()
            .takes(Shape.number("0", "2147483647"), "product_id", "material_id")
            .takes("sku", Shape.text())
            .takes(MONEY, "sales_price", "purchase_price")
            .takes("internal_barcode", Shape.text(3, 40))
            .takes("registered_barcode", Shape.text(0, 120))
            .takes("supplier_item_codes", Shape.list(1, Shape.text()))
            .takes(COUNT, "lead_time", "minimum_order_quantity")
            .takes("config_attributes", CONFIG_ATTRIBUTES)
            .takes("custom_fields", CUSTOM_FIELDS);

    public static final Shape VARIANT_CHANGE = Shape.fields()
            .takes("sku", FILLED_LINE)
            .takes(MONEY, "sales_price", "purchase_price")
            .takes("internal_barcode", Shape.text(3, 40).orNull())
            .takes("registered_barcode", Shape.text(1, 120).orNull())
            .takes("supplier_item_codes", Shape.list(0, Shape.text()))
            .takes(COUNT, "lead_time", "minimum_order_quantity")
            .takes("config_attributes", CONFIG_ATTRIBUTES)
            .takes("custom_fields", CUSTOM_FIELDS);

    public static final Shape NEW_WEBHOOK = Shape.fields()
            .needs("url", Shape.text())
            .needs("subscribed_events", Shape.list(1, Shape.oneOf(Events.ALL)))
            .takes("description", Shape.text())
            .takes("enabled", Shape.flag());

    public static final Shape WEBHOOK_CHANGE = Shape.fields()
            .takes("url", Shape.text())
            .takes("subscribed_events", Shape.list(1, Shape.oneOf(Events.ALL)))
            .takes("description", Shape.text())
            .takes("enabled", Shape.flag());
}
