package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.bigcommerce.Address;
import dev.ordersync.sandbox.bigcommerce.Checkout;
import dev.ordersync.sandbox.bigcommerce.Product;
import dev.ordersync.sandbox.bigcommerce.StoreSetup;
import dev.ordersync.sandbox.kernel.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A shop owner connects a store on the screen. */
@Tag("thorough")
class SetupConsoleScenario {
    private final WholeSystem system = WholeSystem.shared();
    private DailyBrowser browser;

    @BeforeEach
    void open() {
        browser = DailyBrowser.open(system.ingest());
        browser.go("/login");
        browser.demandAccessible();
        browser.signIn("admin", "scenario-password");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aStoreIsConnectedStepByStepUntilItsFirstOrderIsSynced() {
        String hash = WholeSystem.newHash();
        ConnectedStore store = system.prepare(StoreSetup.dollar(hash, "token-of-" + hash), "account-" + hash);
        store.shop().stock(Product.Spec.of("LAMP", "Lamp", "79"));
        int order = store.shop()
                .place(Checkout.guest(Address.us("Ada", "Byron", "ada@shopper.example"))
                        .line("LAMP", 2));

        browser.go("/stores/new");
        browser.demandAccessible();
        connect(hash, "Harbour Lights", "token-of-" + hash);
        browser.type("apiKey", "key-account-" + hash);
        browser.press("Go on");
        browser.awaitText("BigCommerce accepts the token");
        browser.awaitText("Katana accepts the API key");
        browser.demandAccessible();
        browser.picture("connect-check");
        browser.press("Go on");
        browser.awaitText("The account's default sales location");
        browser.awaitText("the default now");
        browser.demandAccessible();
        browser.press("Go on");
        browser.awaitText("Already while it awaits payment");
        browser.demandAccessible();
        // left here, and taken up again
        browser.go("/stores/" + hash + "/setup");
        browser.awaitText("Already while it awaits payment");
        browser.press("Go on");
        browser.awaitText("When Katana does not know a SKU");
        browser.demandAccessible();
        browser.press("Go on");
        browser.awaitText("Keep both in step");
        browser.demandAccessible();
        browser.picture("connect-fulfillment");
        browser.press("Go on");
        browser.awaitText("Nothing is written, on either side.");
        browser.demandAccessible();
        browser.press("Rehearse the open orders");
        browser.awaitText("This is what would become of the orders.");
        browser.awaitText("SKU LAMP ('Lamp') is not in Katana: it will be created.");
        browser.demandAccessible();
        browser.picture("connect-rehearsal");
        assertThat(store.katanaCalls(0).stream().filter(Entry::writes)).isEmpty();
        browser.press("Go on");
        browser.awaitText("Ready to go live");
        browser.demandAccessible();
        browser.press("Activate the store");
        browser.awaitText("The store is live");
        store.awaitState(order, "synced");

        browser.inCard("Harbour Lights").press("Count both sides now");
        browser.awaitText("Every eligible order is in Katana, or its reason is known.");
        browser.demandAccessible();
        browser.picture("home");
        browser.go("/stores/" + hash);
        browser.awaitText("All webhooks are there and switched on");
        browser.awaitText("The store was activated.");
        browser.demandNoText("token-of-" + hash);
        browser.demandNoText("key-account-" + hash);
        browser.demandAccessible();
        browser.picture("settings");
        browser.go("/stores");
        browser.demandAccessible();
    }

    @Test
    void aWrongTokenIsNamedAndRepairedWhereItIsSeen() {
        String hash = WholeSystem.newHash();
        system.prepare(StoreSetup.dollar(hash, "token-of-" + hash), "account-" + hash);

        browser.go("/stores/new");
        connect(hash, "Wrong Key Shop", "mistyped");
        browser.type("apiKey", "key-account-" + hash);
        browser.press("Go on");
        browser.awaitText("BigCommerce refuses the access token. Please store a valid one.");
        browser.demandAccessible();
        browser.picture("connect-wrong-token");
        browser.go("/stores/" + hash + "/setup/activate");
        browser.press("Activate the store");
        browser.awaitText("BigCommerce refuses the access token");

        browser.go("/stores/" + hash + "/setup/check");
        browser.follow("Change the BigCommerce token");
        browser.type("accessToken", "token-of-" + hash);
        browser.press("Go on");
        browser.go("/stores/" + hash + "/setup/check");
        browser.awaitText("BigCommerce accepts the token");
        browser.demandNoText("refuses");
    }

    private void connect(String hash, String name, String token) {
        browser.type("hash", hash);
        browser.type("name", name);
        browser.type("accessToken", token);
        browser.press("Go on");
        browser.awaitText("Your Katana account");
    }
}
