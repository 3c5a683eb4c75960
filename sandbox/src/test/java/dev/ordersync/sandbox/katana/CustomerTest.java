package dev.ordersync.sandbox.katana;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerTest {

    private final KatanaRig rig = new KatanaRig();

    @Test
    void customerIsMadeWithItsAddresses() {
        var customer = rig.post(
                        "/customers",
                        "{'name':'Luke','email':'Luke@example.com','reference_id':'bc:abc:77','addresses':["
                                + "{'entity_type':'billing','city':'Here'},{'entity_type':'shipping','city':'There'},"
                                + "{'entity_type':'shipping','default':true,'city':'Elsewhere'}]}")
                .json();

        assertThat(customer.path("currency").asText()).isEqualTo("EUR");
        assertThat(customer.path("addresses")).hasSize(3);
        assertThat(customer.path("default_shipping_id").intValue())
                .isEqualTo(customer.path("addresses").path(2).path("id").intValue());
        assertThat(customer.path("default_billing_id").intValue())
                .isEqualTo(customer.path("addresses").path(0).path("id").intValue());
    }

    @Test
    void emailFilterMindsCaseUnlessSwitchedOff() {
        rig.customer();

        assertThat(rig.get("/customers?email=Ada@example.com").data()).hasSize(1);
        assertThat(rig.get("/customers?email=ada@example.com").data()).isEmpty();
        rig.options().emailFilterIgnoresCase = true;
        assertThat(rig.get("/customers?email=ada@example.com").data()).hasSize(1);
    }

    @Test
    void sameEmailTwiceIsTwoCustomers() {
        rig.customer();
        rig.customer();

        assertThat(rig.get("/customers?email=Ada@example.com").data()).hasSize(2);
    }

    @Test
    void referenceFindsAndNullClears() {
        var made = rig.post("/customers", "{'name':'A','reference_id':'bc:1','phone':'1'}");

        assertThat(rig.get("/customers?reference_id=bc:1").data()).hasSize(1);
        assertThat(rig.get("/customers?ids=" + made.id()).data()).hasSize(1);
        var changed = rig.patch("/customers/" + made.id(), "{'name':'B','phone':null}");
        assertThat(changed.json().path("name").asText()).isEqualTo("B");
        assertThat(changed.json().path("phone").isNull()).isTrue();
        assertThat(rig.patch("/customers/" + made.id(), "{'phone':''}").status())
                .isEqualTo(422);
    }

    @Test
    void deletedCustomerCannotOrder() {
        int customer = rig.customer();
        assertThat(rig.delete("/customers/" + customer).status()).isEqualTo(204);

        var order = rig.post(
                "/sales_orders",
                "{'customer_id':" + customer + ",'sales_order_rows':[{'variant_id':" + rig.variant("C-1")
                        + ",'quantity':1}]}");

        assertThat(order.status()).isEqualTo(404);
    }

    @Test
    void addressesHaveTheirOwnPathAndOneBilling() {
        int customer = rig.customer();
        String billing = "{'customer_id':" + customer + ",'entity_type':'billing','city':'A'}";

        var made = rig.post("/customer_addresses", billing);
        assertThat(made.status()).isEqualTo(200);
        assertThat(rig.post("/customer_addresses", billing).status()).isEqualTo(422);
        assertThat(rig.patch("/customer_addresses/" + made.id(), "{'city':'B'}")
                        .json()
                        .path("city")
                        .asText())
                .isEqualTo("B");
        assertThat(rig.get("/customer_addresses?customer_ids=" + customer).data())
                .hasSize(1);
        assertThat(rig.delete("/customer_addresses/" + made.id()).status()).isEqualTo(204);
    }
}
