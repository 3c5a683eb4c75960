package dev.ordersync.mapping.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.api.Answer.Failure;
import org.junit.jupiter.api.Test;

class CreateSalesOrderTest {
    private final CreateSalesOrder create = new CreateSalesOrder(null, null, null, null, null, null);

    @Test
    void whatKatanaSaysThatItDoesNotKnowIsToldWithoutAnEmail() {
        assertThat(sentence("/v1/sales_orders (Location 7 (Hull) not found)"))
                .contains("does not know")
                .endsWith("It says: Location 7 (Hull) not found");
        assertThat(sentence("/v1/sales_orders (customer ada@example.com not found)"))
                .endsWith("It says: customer … not found");
        assertThat(sentence("/v1/sales_orders")).endsWith("or the location.");
    }

    private String sentence(String what) {
        Ending ending = create.refused(new Failure.Missing(what)).orElseThrow().ending();
        return ((Ending.Parked) ending).sentence();
    }
}
