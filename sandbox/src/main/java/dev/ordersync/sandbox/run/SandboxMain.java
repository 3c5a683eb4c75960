package dev.ordersync.sandbox.run;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox alone, with its sample stores, for a trial in containers; connects them when ingest-service answers. What
 * happened in it is kept in the folder {@code SANDBOX_DATA}.
 */
public final class SandboxMain {

    public static void main(String[] arguments) throws InterruptedException {
        String ingest = System.getenv().getOrDefault("SANDBOX_INGEST_URL", "http://localhost:8080");
        String data = System.getenv().getOrDefault("SANDBOX_DATA", System.getProperty("java.io.tmpdir"));
        SampleShop shop = SampleShop.open(Path.of(data), "0.0.0.0");
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
        JsonApi api = new JsonApi(
                ingest,
                System.getenv().getOrDefault("SYNC_ADMIN_USER", "admin"),
                System.getenv().getOrDefault("SYNC_ADMIN_PASSWORD", ""));
        api.awaitAnswer("/q/health/ready");
        shop.connect(api, System.out::println);
        new CountDownLatch(1).await();
    }

    private SandboxMain() {}
}
