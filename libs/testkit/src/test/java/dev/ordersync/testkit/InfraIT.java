package dev.ordersync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfraIT {

    @Test
    void aDatabaseIsDurableAndItsOwn() throws Exception {
        Infra.Database one = Infra.freshDatabase();
        Infra.Database other = Infra.freshDatabase();

        assertThat(one.url()).isNotEqualTo(other.url());
        try (Connection connection = one.dataSource().getConnection();
                var show = connection.createStatement().executeQuery("show fsync")) {
            show.next();
            assertThat(show.getString(1)).isEqualTo("on");
        }
    }

    @Test
    void aBrokerKeepsItsTopicsOverARestart(@TempDir Path folder) throws Exception {
        try (KafkaNode node = KafkaNode.start(folder, FreePort.find())) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", node.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            node.stop();
            node.start();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", node.bootstrapServers()))) {
                assertThat(admin.listTopics().names().get()).contains("kept");
            }
        }
    }
}
