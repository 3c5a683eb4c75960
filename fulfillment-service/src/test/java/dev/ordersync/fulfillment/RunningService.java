package dev.ordersync.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.events.OrderActivity;
import dev.ordersync.fulfillment.world.FakeKatana;
import dev.ordersync.fulfillment.world.Stage;
import dev.ordersync.fulfillment.world.Timeline;
import dev.ordersync.stores.StoreSettings;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the tests of the running service share. */
abstract class RunningService {
    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    Stage stage() {
        return stage(StoreSettings.defaults());
    }

    Stage stage(StoreSettings settings) {
        return new Stage(dataSource, brokers, settings);
    }

    static StoreSettings settings(boolean syncFulfillment, boolean syncShipments, boolean allowUnbatched) {
        return new StoreSettings(
                null,
                null,
                null,
                null,
                syncFulfillment,
                syncShipments,
                allowUnbatched,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    List<OrderActivity> timeline(Stage stage, long orderId) {
        return Timeline.running(brokers).of(stage.hash, orderId);
    }

    static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    /** Nothing is due, leased or being settled for this order, and everything published so far was taken. */
    void atRest(Stage stage, long orderId) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> openWork(stage, orderId) == 0);
    }

    private int openWork(Stage stage, long orderId) throws SQLException {
        try (var tx = dataSource.getConnection();
                var select = tx.prepareStatement(
                        "select count(*) from fulfillment.work where store = ? and entity = ? and state in ('READY', 'LEASED')")) {
            select.setString(1, stage.hash);
            select.setString(2, String.valueOf(orderId));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Changes rows; returns how many. */
    int change(String sql) throws SQLException {
        try (var tx = dataSource.getConnection();
                var update = tx.createStatement()) {
            return update.executeUpdate(sql);
        }
    }

    String causeOfWork(Stage stage, long orderId) throws SQLException {
        return text(stage, orderId, "select cause from fulfillment.work where store = ? and entity = ?::text");
    }

    String detailOfWork(Stage stage, long orderId) throws SQLException {
        return text(stage, orderId, "select detail from fulfillment.work where store = ? and entity = ?::text");
    }

    String manual(Stage stage, long orderId) throws SQLException {
        return text(stage, orderId, "select manual from fulfillment.order_record where store = ? and order_id = ?");
    }

    String link(Stage stage, long orderId) throws SQLException {
        return text(stage, orderId, "select link from fulfillment.order_record where store = ? and order_id = ?");
    }

    private String text(Stage stage, long orderId, String sql) throws SQLException {
        try (var tx = dataSource.getConnection();
                var select = tx.prepareStatement(sql)) {
            select.setString(1, stage.hash);
            select.setLong(2, orderId);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Waits until the service has taken this snapshot of the order. */
    void taken(Stage stage, long orderId, String column, long number) {
        String sql = column.equals("bc_number")
                ? "select bc_number from fulfillment.order_record where store = ? and order_id = ?"
                : "select coalesce(max(number), 0) from fulfillment.sales_order where store = ? and order_id = ?";
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try (var tx = dataSource.getConnection();
                            var select = tx.prepareStatement(sql)) {
                        select.setString(1, stage.hash);
                        select.setLong(2, orderId);
                        try (var rows = select.executeQuery()) {
                            return rows.next() && rows.getLong(1) >= number;
                        }
                    }
                });
    }

    /** An open order of these lines, its sales order, and the link between them, all seen. */
    Linked linked(Stage stage, Boolean batchTracked, long variant, String... skusAndQuantities) {
        long order = stage.shop.place(11, Stage.lines(skusAndQuantities));
        List<FakeKatana.Row> rows = new java.util.ArrayList<>();
        for (int i = 0; i < skusAndQuantities.length; i += 2)
            rows.add(new FakeKatana.Row(variant + i / 2, skusAndQuantities[i], skusAndQuantities[i + 1]));
        long salesOrder = stage.katana.make(order, rows);
        stage.seeOrder(order);
        stage.link(order, salesOrder, batchTracked);
        taken(stage, order, "number", stage.seeSalesOrder(order, salesOrder).number());
        soon(() -> assertThat(link(stage, order)).isEqualTo("linked")); // a topic of its own, which may come later
        return new Linked(order, salesOrder);
    }

    record Linked(long order, long salesOrder) {}
}
