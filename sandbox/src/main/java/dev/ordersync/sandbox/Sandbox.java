package dev.ordersync.sandbox;

import dev.ordersync.sandbox.bigcommerce.BigCommerce;
import dev.ordersync.sandbox.katana.KatanaSandbox;
import dev.ordersync.sandbox.kernel.Faults;
import dev.ordersync.sandbox.kernel.Journal;
import dev.ordersync.sandbox.kernel.Kernel;
import dev.ordersync.sandbox.kernel.KernelOptions;
import dev.ordersync.sandbox.page.PageDoor;
import dev.ordersync.sandbox.page.WorldView;
import dev.ordersync.sandbox.samples.Samples;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Both outside systems in a box: simulators, journal, faults and webhook sender behind one port.
 *
 * <pre>{@code
 * try (var sandbox = Sandbox.start(KernelOptions.defaults())) {
 *     var shop = sandbox.bigCommerce().open(StoreSetup.dollar("abc123", "token"));
 *     shop.stock(Product.Spec.of("MUG", "Mug", "12.50"));
 *     var order = shop.place(Checkout.guest(Address.us("Jane", "Doe", "jane@shopper.example")).line("MUG", 2));
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
    private final Kernel kernel;
    private final BigCommerce bigCommerce;
    private final KatanaSandbox katana;

    private Sandbox(KernelOptions options) {
        kernel = Kernel.create(options);
        bigCommerce = new BigCommerce(kernel);
        kernel.mount(bigCommerce);
        katana = KatanaSandbox.in(kernel);
        Samples.offer(bigCommerce);
        kernel.page(new PageDoor(new WorldView(bigCommerce, katana, kernel))::answer);
    }

    public static Sandbox start(KernelOptions options) {
        return start(options, Optional.empty());
    }

    /** @param memory the file that keeps both systems' state over restarts */
    public static Sandbox start(KernelOptions options, Optional<Path> memory) {
        var sandbox = new Sandbox(options);
        memory.ifPresent(sandbox.kernel::remember);
        sandbox.kernel.listen();
        return sandbox;
    }

    /** The sandbox alone with its samples, on the port given or on 8090, until it is killed. */
    public static void main(String[] arguments) {
        var port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;
        var sandbox = start(KernelOptions.defaults().port(port));
        Samples.place(sandbox);
        System.out.println("Sandbox: " + sandbox.url() + "  BigCommerce: " + sandbox.bigCommerceUrl() + "  Katana: "
                + sandbox.katanaUrl());
    }

    public Kernel kernel() {
        return kernel;
    }

    public BigCommerce bigCommerce() {
        return bigCommerce;
    }

    public KatanaSandbox katana() {
        return katana;
    }

    public Journal journal() {
        return kernel.journal();
    }

    public Faults faults() {
        return kernel.faults();
    }

    public int port() {
        return kernel.port();
    }

    /** Of the page and of everything else, without a slash at the end. */
    public String url() {
        return kernel.url();
    }

    /** What {@code SYNC_BIGCOMMERCE_URL} should be. */
    public String bigCommerceUrl() {
        return url() + "/bigcommerce";
    }

    /** What {@code SYNC_KATANA_URL} should be. */
    public String katanaUrl() {
        return url() + "/katana/v1";
    }

    @Override
    public void close() {
        kernel.close();
    }
}
