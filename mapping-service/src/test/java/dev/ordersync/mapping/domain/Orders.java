package dev.ordersync.mapping.domain;

import dev.ordersync.mapping.domain.ShopOrder.Address;
import dev.ordersync.mapping.domain.ShopOrder.Charge;
import dev.ordersync.mapping.domain.ShopOrder.ChargeKind;
import dev.ordersync.mapping.domain.ShopOrder.Customer;
import dev.ordersync.mapping.domain.ShopOrder.Discount;
import dev.ordersync.mapping.domain.ShopOrder.Kind;
import dev.ordersync.mapping.domain.ShopOrder.Line;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import dev.ordersync.mapping.domain.ShopOrder.ShipTo;
import dev.ordersync.mapping.domain.ShopOrder.TaxLayer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds orders for tests: amounts are given as BigCommerce gives them, as text. */
final class Orders {
    static final Address BILLING =
            new Address("Ada", "Byron", null, "+372 5550", "Peetri 7", null, "Tallinn", null, "10411", "Estonia");
    static final Address OTHER = new Address(
            "Luke", "Hill", "Hill Ltd", null, "Main 1", "Flat 2", "Austin", "Texas", "78108", "United States");
    static final PlanRules RULES = new PlanRules("abc123", false, false, true, false, true, "", 14, null);

    long id = 100;
    int status = 11;
    boolean archived;
    String currency = "EUR";
    String storeCurrency;
    BigDecimal storeRate;
    int itemsTotal = -1;
    Boolean inclusive;
    Customer customer = new Customer(7, "ada@example.com", "Ada", "Byron", null, "+372 5550");
    final List<ShipTo> shipTo = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();
    final List<Charge> charges = new ArrayList<>();
    String discount = "0";
    String coupons = "0";
    String credit = "0";
    String certificates = "0";
    String totalEx = "0";
    String totalInc = "0";
    String totalTax = "0";
    String comments;
    String purchaseOrder;

    static Orders inclusive() {
        Orders orders = new Orders();
        orders.inclusive = true;
        return orders;
    }

    static Orders exclusive() {
        Orders orders = new Orders();
        orders.inclusive = false;
        return orders;
    }

    Orders with(Lines line) {
        lines.add(line.build());
        return this;
    }

    Orders charge(ChargeKind kind, String ex, String inc, String tax, String... percents) {
        String key = kind.name().toLowerCase(java.util.Locale.ROOT);
        String name = key.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + key.substring(1);
        charges.add(new Charge(key, kind, name, n(ex), n(inc), n(tax), layers(percents), 1));
        return this;
    }

    Orders discount(String amount) {
        discount = amount;
        return this;
    }

    Orders coupons(String amount) {
        coupons = amount;
        return this;
    }

    Orders total(String ex, String inc, String tax) {
        totalEx = ex;
        totalInc = inc;
        totalTax = tax;
        return this;
    }

    ShopOrder build() {
        return new ShopOrder(
                id,
                status,
                archived,
                Instant.parse("2026-07-20T09:14:03Z"),
                currency,
                storeCurrency,
                storeRate,
                inclusive,
                customer,
                BILLING,
                shipTo,
                lines,
                itemsTotal,
                charges,
                n(discount),
                n(coupons),
                n(credit),
                n(certificates),
                n(totalEx),
                n(totalInc),
                n(totalTax),
                comments,
                purchaseOrder);
    }

    PlanResult plan(PlanRules rules) {
        return new PlanSalesOrder().plan(build(), rules);
    }

    PlanResult.Planned planned() {
        return planned(RULES);
    }

    PlanResult.Planned planned(PlanRules rules) {
        PlanResult result = plan(rules);
        if (result instanceof PlanResult.Planned planned) return planned;
        throw new AssertionError("not planned: " + result);
    }

    static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    static List<TaxLayer> layers(String... percents) {
        List<TaxLayer> layers = new ArrayList<>();
        for (String percent : percents) {
            String[] parts = percent.split("@");
            layers.add(new TaxLayer(n(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0));
        }
        return layers;
    }

    /** One order product. Totals follow from price and quantity unless given. */
    static final class Lines {
        final long id;
        long product = 10;
        long variant = 20;
        String sku;
        String name = "Shirt";
        Kind kind = Kind.PHYSICAL;
        String quantity = "1";
        String shipped = "0";
        String refunded = "0";
        String priceEx = "0";
        String priceInc = "0";
        String totalTax = "0";
        String totalEx;
        String totalInc;
        String discounted;
        long address;
        final List<Discount> discounts = new ArrayList<>();
        final List<Option> options = new ArrayList<>();
        List<TaxLayer> taxes = List.of();

        Lines(long id) {
            this.id = id;
            this.sku = "SKU-" + id;
        }

        Lines price(String ex, String inc) {
            priceEx = ex;
            priceInc = inc;
            return this;
        }

        Lines times(int count) {
            quantity = Integer.toString(count);
            return this;
        }

        Lines tax(String charged, String... percents) {
            totalTax = charged;
            taxes = layers(percents);
            return this;
        }

        Lines share(String amount) {
            discounts.add(new Discount(n(amount), "Sale", null, false));
            return this;
        }

        Lines discounted(String gross) {
            discounted = gross;
            return this;
        }

        Lines totals(String ex, String inc) {
            totalEx = ex;
            totalInc = inc;
            return this;
        }

        Lines custom() {
            product = 0;
            variant = 0;
            return this;
        }

        Lines kind(Kind of) {
            kind = of;
            if (of == Kind.GIFT_CERTIFICATE) custom();
            return this;
        }

        Lines shipped(int count) {
            shipped = Integer.toString(count);
            return this;
        }

        Lines refunded(int count) {
            refunded = Integer.toString(count);
            return this;
        }

        Line build() {
            BigDecimal times = n(quantity);
            return new Line(
                    id,
                    product,
                    variant,
                    sku,
                    name,
                    kind,
                    times,
                    n(shipped),
                    n(refunded),
                    n(priceInc),
                    n(priceEx),
                    n(priceInc),
                    totalEx == null ? n(priceEx).multiply(times) : n(totalEx),
                    totalInc == null ? n(priceInc).multiply(times) : n(totalInc),
                    n(totalTax),
                    discounted == null ? null : n(discounted),
                    discounts,
                    options,
                    taxes,
                    null,
                    address);
        }
    }
}
