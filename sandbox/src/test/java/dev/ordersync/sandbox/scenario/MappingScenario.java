package dev.ordersync.sandbox.scenario;

import static dev.ordersync.sandbox.scenario.ConnectedStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Discount;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.katana.world.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Section 1's field mapping, customers and products, seen in Katana alone. */
@Tag("thorough")
class MappingScenario {
    private final WholeSystem system = WholeSystem.shared();
    private final Address bill = Address.german("Berta", "Zahl", "berta@shopper.example");

    @Test
    void numberDatesNoteIdentityAndAddressesAreThoseOfTheOrder() {
        ConnectedStore store =
                euro(settings -> settings.put("orderNumberPrefix", "X-").put("deliveryDays", 3));
        Address other = Address.german("Otto", "Zweit", "otto@shopper.example").street("Nebenweg 2");
        int order = store.shop()
                .place(Checkout.guest(bill)
                        .line("MUG", 2)
                        .line("JAR", 1, item -> item.to(1))
                        .shipTo(bill.street("Lager 1"))
                        .shipTo(other)
                        .message("Bitte klingeln"));

        Snapshot.Order made = store.awaitSalesOrder(order);

        Instant created = Instant.ofEpochMilli(
                        store.shop().read(all -> all.order(order).orElseThrow().createdAt()))
                .truncatedTo(ChronoUnit.SECONDS);
        Seen seen = new Seen(system, store);
        assertThat(made.orderNo()).isEqualTo("X-" + order);
        assertThat(made.ecommerceType()).isEqualTo("bigCommerce");
        assertThat(made.currency()).isEqualTo("EUR");
        assertThat(Instant.parse(made.header().path("order_created_date").asText()))
                .isEqualTo(created);
        assertThat(Instant.parse(made.header().path("delivery_date").asText()))
                .isEqualTo(created.plus(Duration.ofDays(3)));
        assertThat(seen.address(order, "billing")).containsValue("Zahl");
        assertThat(seen.address(order, "shipping")).containsValue("Lager 1");
        assertThat(made.additionalInfo()).contains("Bitte klingeln").contains("Nebenweg 2");
    }

    @Test
    void withoutAShippingAddressItShipsToTheBillingOne() {
        ConnectedStore store = euro(settings -> {});
        int order = store.shop().place(Checkout.guest(bill).line("MUG", 1).shipsNowhere());

        store.awaitSalesOrder(order);

        Seen seen = new Seen(system, store);
        assertThat(seen.address(order, "shipping")).isEqualTo(seen.address(order, "billing"));
    }

    @Test
    void pricesAreNetWithTenDecimalsAndDiscountsAreAmountsOnTheirRows() {
        ConnectedStore store = euro(settings -> {});
        store.shop().stock(Product.Spec.of("EXACT", "Exact", "49.99"));
        int order = store.shop()
                .place(Checkout.guest(bill)
                        .line("EXACT", 3)
                        .discount(Discount.manual("11.90"))
                        .storeCredit("20"));

        Snapshot.Row row = store.awaitSalesOrder(order).livingRows().get(0);

        assertThat(row.price()).isEqualByComparingTo("42.0084033613");
        assertThat(row.discount()).isEqualByComparingTo("10");
        assertThat(row.taxPercent()).isEqualByComparingTo("19");
        var line = store.shop()
                .read(all -> all.order(order).orElseThrow().lines().get(0).id());
        assertThat(row.attributes()).containsValue(String.valueOf(line));
        assertThat(store.awaitState(order, "synced")
                        .path("receipt")
                        .path("difference")
                        .asText())
                .isEqualTo("0.00");
    }

    @Test
    void shippingAndHandlingAreOneFeeOrNoneWhereTheStoreDoesNotWantIt() {
        ConnectedStore with = euro(settings -> {});
        ConnectedStore without = euro(settings -> settings.put("importShippingFee", false));
        Checkout checkout =
                Checkout.guest(bill).line("MUG", 1).shipping("4.76", "DHL").handling("1.19");
        int one = with.shop().place(checkout);
        int none = without.shop().place(checkout);

        with.awaitSalesOrder(one);
        without.awaitSalesOrder(none);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(new Seen(system, with).salesOrder(one).fees())
                                .singleElement()
                                .satisfies(fee -> assertThat(fee.amount()).isEqualByComparingTo("5")));
        assertThat(without.awaitState(none, "synced").path("receipt").toString())
                .contains("-5.95");
        assertThat(new Seen(system, without).salesOrder(none).fees()).isEmpty();
    }

    @Test
    void aCustomItemIsAProductOfItsOwnOrIsLeftOutWithItsMoneyNamed() {
        ConnectedStore on = euro(settings -> settings.put("importCustomItems", true));
        ConnectedStore off = euro(settings -> {});
        Checkout checkout = Checkout.guest(bill).line("MUG", 1).custom("Engraving", "7.00", 1);
        int first = on.shop().place(checkout);
        int second = on.shop().place(checkout);
        int left = off.shop().place(checkout);

        int one = variantOfCustom(on, first);
        int two = variantOfCustom(on, second);
        assertThat(one).isNotEqualTo(two);
        on.shop().edit(first, save -> save.quantity("MUG", 3));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(new Seen(system, on).quantities(first)).containsEntry("MUG", "3"));
        assertThat(variantOfCustom(on, first)).isEqualTo(one);

        off.awaitSalesOrder(left);
        assertThat(new Seen(system, off).quantities(left)).containsOnlyKeys("MUG");
        var receipt = off.awaitState(left, "synced").path("receipt");
        assertThat(receipt.path("difference").asText()).isEqualTo("-7.00");
        assertThat(receipt.toString()).contains("Engraving");
    }

    @Test
    void aDigitalLineIsSkippedOrBecomesAService() {
        ConnectedStore skip = euro(settings -> {});
        ConnectedStore service = euro(settings -> settings.put("nonPhysicalLines", "service"));
        for (ConnectedStore store : List.of(skip, service))
            store.shop().stock(Product.Spec.of("EBOOK", "E-book", "9").digital());
        int one = skip.shop().place(Checkout.guest(bill).line("MUG", 1).line("EBOOK", 1));
        int two = service.shop().place(Checkout.guest(bill).line("MUG", 1).line("EBOOK", 1));

        skip.awaitSalesOrder(one);
        service.awaitSalesOrder(two);

        assertThat(new Seen(system, skip).quantities(one)).containsOnlyKeys("MUG");
        assertThat(new Seen(system, service).quantities(two)).containsOnlyKeys("MUG", "EBOOK");
        assertThat(new Seen(system, service).variants("EBOOK").get(0).type()).isEqualTo("service");
    }

    @Test
    void aFurtherVariantJoinsItsProductAndTheDefaultPriceIsNet() {
        ConnectedStore store = euro(settings -> settings.put("defaultTaxPercent", 20));
        store.shop()
                .stock(Product.Spec.of("SHIRT", "Shirt", "100")
                        .variant("SHIRT-S", "Size", "S")
                        .variant("SHIRT-M", "Size", "M"));
        int first = store.shop().place(Checkout.guest(bill).line("SHIRT-S", 1));
        store.awaitSalesOrder(first);
        int second = store.shop().place(Checkout.guest(bill).line("SHIRT-M", 1));
        store.awaitSalesOrder(second);

        Seen seen = new Seen(system, store);
        assertThat(seen.variants("SHIRT-S").get(0).parentId())
                .isEqualTo(seen.variants("SHIRT-M").get(0).parentId());
        assertThat(new BigDecimal(seen.variants("SHIRT-S")
                        .get(0)
                        .json()
                        .path("sales_price")
                        .asText()))
                .isEqualByComparingTo("83.33");
    }

    @Test
    void anAmbiguousSkuWaitsForAPersonWithItsCandidatesAndUpperCaseIsAnotherSku() {
        ConnectedStore store = euro(settings -> {});
        var mug = (ObjectNode) WholeSystem.read(
                "{\"name\":\"Mug\",\"is_sellable\":true,\"is_purchasable\":true,\"is_producible\":true,"
                        + "\"variants\":[{\"sku\":\"MUG\",\"sales_price\":1}]}");
        int variant = system.sandbox()
                .katana()
                .hand(store.account(), hand -> hand.add("products", mug))
                .path("variants")
                .path(0)
                .path("id")
                .asInt();
        system.sandbox().katana().hand(store.account(), hand -> hand.duplicateSku(variant));
        store.shop().stock(Product.Spec.of("mug", "Small mug", "2"));
        int held = store.shop().place(Checkout.guest(bill).line("MUG", 1));
        int lower = store.shop().place(Checkout.guest(bill).line("mug", 1));

        assertThat(store.awaitState(held, "held").path("why").asText())
                .contains("MUG")
                .contains(String.valueOf(variant));
        assertThat(store.salesOrders(held)).isEmpty();
        store.awaitSalesOrder(lower);
        assertThat(new Seen(system, store).quantities(lower)).isEqualTo(Map.of("mug", "1"));
    }

    @Test
    void customersAreFoundByEmailOrBareNameAndMadeWhereThereAreSeveral() {
        ConnectedStore store = euro(settings -> {});
        int byMail = customer(store, "{\"name\":\"Somebody\",\"email\":\"berta@shopper.example\"}");
        int byName = customer(store, "{\"name\":\"Nora Name\"}");
        customer(store, "{\"name\":\"Twin\",\"email\":\"twin@shopper.example\"}");
        customer(store, "{\"name\":\"Twin\",\"email\":\"twin@shopper.example\"}");
        int mail = store.shop()
                .place(Checkout.guest(Address.german("Berta", "Zahl", "BERTA@Shopper.example"))
                        .line("MUG", 1));
        int name = store.shop()
                .place(Checkout.guest(Address.german("Nora", "Name", "nora@shopper.example"))
                        .line("MUG", 1));
        int twin = store.shop()
                .place(Checkout.guest(Address.german("Tom", "Twin", "twin@shopper.example"))
                        .line("MUG", 1));

        assertThat(store.awaitSalesOrder(mail).customerId()).isEqualTo(byMail);
        assertThat(store.awaitSalesOrder(name).customerId()).isEqualTo(byName);
        store.awaitSalesOrder(twin);

        Seen seen = new Seen(system, store);
        assertThat(seen.customers("berta@shopper.example"))
                .singleElement()
                .matches(one -> one.name().equals("Berta Zahl"));
        assertThat(seen.customers("nora@shopper.example")).singleElement().matches(one -> one.id() == byName);
        assertThat(seen.customers("twin@shopper.example")).hasSize(3);
    }

    @Test
    void anAccountIsFoundByItsOwnEmailAndNotByTheOneOfTheBill() {
        ConnectedStore store = euro(settings -> {});
        int known = customer(store, "{\"name\":\"A. Konto\",\"email\":\"anna@account.example\"}");
        customer(store, "{\"name\":\"The Office\",\"email\":\"office@shopper.example\"}");
        int account = store.shop().register(Address.german("Anna", "Konto", "Anna@Account.example"));

        int order = store.shop()
                .place(Checkout.customer(account, Address.german("Anna", "Konto", "office@shopper.example"))
                        .line("MUG", 1));

        assertThat(store.awaitSalesOrder(order).customerId()).isEqualTo(known);
        assertThat(new Seen(system, store).customers("office@shopper.example"))
                .singleElement()
                .matches(one -> one.name().equals("The Office"));
    }

    @Test
    void aPersonsWordsAndFieldsStayWhenTheOrderChanges() {
        ConnectedStore store = euro(settings -> {});
        int order = store.shop().place(Checkout.guest(bill).line("MUG", 1).message("Hello"));
        int salesOrder = store.awaitSalesOrder(order).id();
        store.awaitState(order, "synced");
        system.sandbox()
                .katana()
                .hand(
                        store.account(),
                        hand -> hand.edit(
                                salesOrder, WholeSystem.object().put("additional_info", "Hello\nCall first")));

        store.shop().edit(order, save -> save.quantity("MUG", 4).message("Bye"));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(new Seen(system, store).quantities(order)).containsEntry("MUG", "4"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                new Seen(system, store).salesOrder(order).additionalInfo())
                        .contains("Bye")
                        .contains("Call first")
                        .doesNotContain("Hello"));
    }

    private int variantOfCustom(ConnectedStore store, int order) {
        store.awaitSalesOrder(order);
        Seen seen = new Seen(system, store);
        return seen.salesOrder(order).livingRows().stream()
                .map(Snapshot.Row::variantId)
                .filter(variant -> !"MUG".equals(seen.variant(variant).sku()))
                .findFirst()
                .orElseThrow();
    }

    private int customer(ConnectedStore store, String json) {
        return system.sandbox()
                .katana()
                .hand(store.account(), hand -> hand.add("customers", (ObjectNode) WholeSystem.read(json)))
                .path("id")
                .asInt();
    }

    private ConnectedStore euro(Consumer<ObjectNode> settings) {
        ConnectedStore store = system.connectEuroStore(settings);
        store.shop().stock(Product.Spec.of("MUG", "Mug", "11.90"));
        store.shop().stock(Product.Spec.of("JAR", "Jar", "5.95"));
        return store;
    }
}
