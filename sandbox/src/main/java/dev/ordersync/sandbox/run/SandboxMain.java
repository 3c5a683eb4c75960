package dev.ordersync.sandbox.run;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The sandbox alone, with its sample stores, for a trial in containers; connects them when ingest-service answers. */
public final class SandboxMain {

    public static void main(String[] arguments) throws InterruptedException {
        String ingest = System.getenv().getOrDefault("SANDBOX_INGEST_URL", "http://localhost:8080");
        SampleShop shop = SampleShop.open(Path.of(System.getProperty("java.io.tmpdir")), "0.0.0.0");
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
