package dev.ordersync.ingest.stores;

import dev.ordersync.ingest.db.Database;

/** How far a person has come in connecting each store ({@code ingest.setup_progress}); it never goes back. */
public final class SetupProgress {
    private final Database database;

    public SetupProgress(Database database) {
        this.database = database;
    }

    /** The last step that was answered; 0 for none. */
    public int reached(String store) {
        return database.call(tx -> {
            try (var ask = tx.prepareStatement("select reached from ingest.setup_progress where store = ?")) {
                ask.setString(1, store);
                try (var rows = ask.executeQuery()) {
                    return rows.next() ? rows.getInt(1) : 0;
                }
            }
        });
    }

    public void reach(String store, int step) {
        database.run(tx -> {
            try (var upsert = tx.prepareStatement("""
                    insert into ingest.setup_progress (store, reached) values (?, ?)
                    on conflict (store) do update
                    set reached = greatest(setup_progress.reached, excluded.reached)""")) {
                upsert.setString(1, store);
                upsert.setInt(2, step);
                upsert.executeUpdate();
            }
        });
    }
}
