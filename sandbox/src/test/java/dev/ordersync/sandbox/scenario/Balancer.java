package dev.ordersync.sandbox.scenario;

import dev.ordersync.testkit.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One address for several replicas: each connection goes to the next one that takes it.
 *
 * <p>When no replica takes it: the connection is closed, as a load balancer without healthy targets would.
 */
final class Balancer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient out = vertx.createNetClient();
    private final AtomicInteger turn = new AtomicInteger();
    private final Supplier<List<Integer>> ports;
    private final int port = FreePort.find();

    /** @param ports of the replicas that may be asked, at this moment */
    Balancer(Supplier<List<Integer>> ports) {
        this.ports = ports;
        try {
            vertx.createNetServer()
                    .connectHandler(this::accept)
                    .listen(port, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the balancer cannot listen", e);
        }
    }

    int port() {
        return port;
    }

    private void accept(NetSocket front) {
        front.pause();
        List<Integer> now = ports.get();
        connect(front, now, now.isEmpty() ? 0 : Math.floorMod(turn.getAndIncrement(), now.size()), now.size());
    }

    private void connect(NetSocket front, List<Integer> to, int index, int left) {
        if (left == 0) {
            front.close();
            return;
        }
        out.connect(to.get(index), "localhost")
                .onSuccess(back -> {
                    front.pipeTo(back);
                    back.pipeTo(front);
                })
                .onFailure(refused -> connect(front, to, (index + 1) % to.size(), left - 1));
    }

    @Override
    public void close() {
        vertx.close();
    }
}
