package dev.ordersync.katana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordersync.api.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every request with a body that the client can send, at its fullest and at its barest. */
final class Writes {
    private static final Instant AT = Instant.parse("2026-11-23T12:34:56.789Z");
    private static final BigDecimal PRICE = new BigDecimal("42.00840336134453781512");

    /** The bodies as they went over the wire, by the name of Katana's schema for them. */
    static Map<String, List<JsonNode>> all() {
        Map<String, List<JsonNode>> bodies = new LinkedHashMap<>();
        bodies.put(
                "CreateSalesOrderDto",
                sent(
                        k -> k.salesOrders().create(order(fullRow(), address())),
                        k -> k.salesOrders()
                                .create(new NewSalesOrder(
                                        "1001",
                                        5,
                                        AT,
                                        AT,
                                        "EUR",
                                        null,
                                        "PENDING",
                                        "",
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of(bareRow()),
                                        null))));
        bodies.put(
                "UpdateSalesOrderDto",
                sent(
                        k -> k.salesOrders()
                                .patch(
                                        1,
                                        SalesOrderPatch.keeping("note")
                                                .orderNo("1001")
                                                .customerId(5)
                                                .orderCreatedDate(AT)
                                                .deliveryDate(AT)
                                                .currency("EUR")
                                                .locationId(3)
                                                .customerRef("x".repeat(400))
                                                .status("NOT_SHIPPED")),
                        k -> k.salesOrders()
                                .patch(1, SalesOrderPatch.keeping("").customerRef(""))));
        bodies.put("SearchSalesOrdersDto", sent(k -> k.salesOrders().search("abc123", List.of(1L, 2L))));
        bodies.put(
                "CreateSalesOrderRowWithSalesOrderIdDto",
                sent(k -> k.parts().createRow(1, fullRow()), k -> k.parts().createRow(1, bareRow())));
        bodies.put(
                "UpdateSalesOrderRowDto",
                sent(k -> k.parts()
                        .patchRow(
                                1,
                                new RowPatch()
                                        .variantId(2)
                                        .quantity(new BigDecimal("1E+3"))
                                        .pricePerUnit(PRICE)
                                        .totalDiscount(BigDecimal.ZERO.setScale(4))
                                        .taxRateId(4)
                                        .locationId(3)
                                        .attributes(List.of(new Attribute("bc_line_id", "331"))))));
        bodies.put(
                "CreateSalesOrderAddressDto",
                sent(k -> k.parts().createAddress(1, address()), k -> k.parts().createAddress(1, emptyAddress())));
        bodies.put(
                "UpdateSalesOrderAddressDto",
                sent(k -> k.parts().patchAddress(1, address()), k -> k.parts().patchAddress(1, emptyAddress())));
        bodies.put(
                "AddShippingFeeDto",
                sent(
                        k -> k.parts().createFee(1, new BigDecimal("6.7500"), "Van", 4L),
                        k -> k.parts().createFee(1, BigDecimal.ZERO, null, null)));
        bodies.put("UpdateShippingFeeDto", sent(k -> k.parts().patchFee(1, PRICE, "Van", 4L)));
        bodies.put(
                "CreateSalesOrderFulfillmentDto",
                sent(
                        k -> k.fulfillments()
                                .create(new NewFulfillment(
                                        1,
                                        "DELIVERED",
                                        AT,
                                        "1Z".repeat(200),
                                        "https://x.example",
                                        "UPS",
                                        "ground",
                                        List.of(new NewFulfillment.Row(
                                                2,
                                                new BigDecimal("3"),
                                                List.of(
                                                        new BatchQuantity(7L, BigDecimal.ONE),
                                                        new BatchQuantity(null, new BigDecimal("2"))))))),
                        k -> k.fulfillments()
                                .create(new NewFulfillment(
                                        1,
                                        "PACKED",
                                        null,
                                        "",
                                        null,
                                        null,
                                        null,
                                        List.of(new NewFulfillment.Row(2, BigDecimal.ONE, List.of()))))));
        bodies.put(
                "UpdateSalesOrderFulfillmentDto",
                sent(k -> k.fulfillments()
                        .patch(
                                1,
                                new FulfillmentPatch()
                                        .status("DELIVERED")
                                        .pickedDate(AT)
                                        .trackingNumber("1Z")
                                        .trackingUrl("")
                                        .trackingCarrier("UPS")
                                        .trackingMethod(null))));
        bodies.put(
                "CreateCustomerDto",
                sent(
                        k -> k.customers()
                                .create(new NewCustomer(
                                        "Ada Byron",
                                        "Ada",
                                        "Byron",
                                        "Engines Ltd",
                                        "ada@example.com",
                                        "+44",
                                        "GBP",
                                        "bc:abc123:7",
                                        "shop",
                                        List.of(address()))),
                        k -> k.customers()
                                .create(new NewCustomer("Ada", "", null, null, "", null, null, null, null, null))));
        bodies.put(
                "CustomerUpdateDto",
                sent(k -> k.customers()
                        .patch(
                                1,
                                CustomerPatch.named("Ada Byron")
                                        .firstName("Ada")
                                        .lastName("Byron")
                                        .company("")
                                        .email("ada@example.com")
                                        .phone(null)
                                        .currency("GBP")
                                        .referenceId("bc:abc123:7"))));
        bodies.put(
                "CreateProductDto",
                sent(
                        k -> k.catalogue()
                                .createProduct(new NewProduct(
                                        "Chair",
                                        "piecesandmore",
                                        "Seats",
                                        true,
                                        true,
                                        false,
                                        "from the shop",
                                        List.of(new Product.Config("Colour", List.of("Red", "Blue"))),
                                        List.of(new NewVariant(
                                                "CH-R",
                                                PRICE,
                                                new BigDecimal("5"),
                                                "12345678",
                                                List.of(new Variant.ConfigAttribute("Colour", "Red")))))),
                        k -> k.catalogue()
                                .createProduct(new NewProduct(
                                        "Engraving",
                                        null,
                                        null,
                                        true,
                                        true,
                                        false,
                                        null,
                                        null,
                                        List.of(new NewVariant(null, null, null, "1", null))))));
        bodies.put(
                "ProductUpdateDto",
                sent(k -> k.catalogue()
                        .patchProduct(
                                1,
                                ProductPatch.keeping("notes")
                                        .name("Chair")
                                        .archived(false)
                                        .sellable(true)
                                        .configs(List.of(new Product.Config("Colour", List.of("Red")))))));
        bodies.put(
                "CreateServiceDto",
                sent(
                        k -> k.catalogue().createService(new NewService("Gift wrap", "pcs", "Services", "WRAP", PRICE)),
                        k -> k.catalogue().createService(new NewService("Gift wrap", null, null, null, null))));
        bodies.put(
                "CreateVariantDto",
                sent(k -> k.catalogue()
                        .createVariant(
                                9,
                                new NewVariant(
                                        "CH-B",
                                        PRICE,
                                        null,
                                        "12345678",
                                        List.of(new Variant.ConfigAttribute("Colour", "Blue"))))));
        bodies.put(
                "CreateTaxRateDto",
                sent(
                        k -> k.account().createTaxRate(new BigDecimal("8.250"), "8.25 %"),
                        k -> k.account().createTaxRate(BigDecimal.ZERO, null)));
        bodies.put(
                "CreateWebhookDto",
                sent(k -> k.webhooks()
                        .create(
                                URI.create("https://sync.example.com/webhooks/katana/a1"),
                                List.of("sales_order.updated", "sales_order.deleted"),
                                "order sync")));
        bodies.put(
                "UpdateWebhookDto",
                sent(k -> k.webhooks()
                        .patch(
                                1,
                                URI.create("https://sync.example.com/webhooks/katana/a1"),
                                List.of("sales_order.delivered"),
                                null)));
        return bodies;
    }

    static NewSalesOrder order(NewRow row, Address address) {
        return new NewSalesOrder(
                "1001",
                5,
                AT,
                AT,
                "EUR",
                3L,
                "NOT_SHIPPED",
                "Ring twice",
                "PO 7",
                SalesOrder.BIGCOMMERCE,
                "abc123",
                "1001",
                List.of(row),
                List.of(address));
    }

    static NewRow fullRow() {
        return new NewRow(
                2,
                new BigDecimal("3.0000"),
                PRICE,
                new BigDecimal("10.00"),
                4L,
                3L,
                List.of(new Attribute("bc_line_id", "331")));
    }

    static NewRow bareRow() {
        return new NewRow(2, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, null, null, null);
    }

    static Address address() {
        return new Address(
                Address.BILLING, "Ada", "Byron", "", "+44", "Lane 1", null, "London", "", "N1", "United Kingdom");
    }

    private static Address emptyAddress() {
        return new Address(Address.SHIPPING, "", null, null, null, null, null, null, null, null, null);
    }

    @SafeVarargs
    private static List<JsonNode> sent(Consumer<Katana>... calls) {
        try (FakeAccount account = new FakeAccount()) {
            for (Consumer<Katana> call : calls) {
                account.says(200, "{\"id\":1}");
                call.accept(account.client());
            }
            return account.asked.stream()
                    .map(a -> Json.read(a.body()).orElseThrow())
                    .toList();
        }
    }

    private Writes() {}
}
