package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.db.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The history of a store's settings: who changed what, and when. Secrets are named, never told. */
public final class SettingChanges {
    private static final int MOST_SHOWN = 50;

    /** One change, as a sentence. */
    public record Change(Instant at, String author, String what) {}

    private final Database database;

    public SettingChanges(Database database) {
        this.database = database;
    }

    public void record(String store, String author, List<String> sentences) {
        if (sentences.isEmpty()) return;
        database.run(tx -> {
            try (var insert =
                    tx.prepareStatement("insert into ingest.setting_change (store, author, what) values (?, ?, ?)")) {
                for (String sentence : sentences) {
                    insert.setString(1, store);
                    insert.setString(2, author);
                    insert.setString(3, sentence);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** The newest first. */
    public List<Change> of(String store) {
        return database.call(tx -> {
            List<Change> changes = new ArrayList<>();
            try (var ask = tx.prepareStatement(
                    "select at, author, what from ingest.setting_change where store = ? order by id desc limit ?")) {
                ask.setString(1, store);
                ask.setInt(2, MOST_SHOWN);
                try (var rows = ask.executeQuery()) {
                    while (rows.next())
                        changes.add(new Change(
                                Database.instant(rows.getObject(1, OffsetDateTime.class)),
                                rows.getString(2),
                                rows.getString(3)));
                }
            }
            return changes;
        });
    }
}
