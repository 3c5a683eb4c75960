package dev.ordersync.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One transaction for plain SQL and Panache together, always a new one.
 *
 * <p>When the database fails: the transaction is rolled back and {@link Lost} is thrown; nothing of it has happened. One
 * that the database ended in favour of another is run again, so what is done in it must be of the database alone.
 */
@ApplicationScoped
public class Transactions {
    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is to be done in the transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection tx) throws Exception;
    }

    /** The same without a result. */
    @FunctionalInterface
    public interface Action {
        void in(Connection tx) throws Exception;
    }

    /** The transaction did not happen. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    public <T> T call(Work<T> work) {
        for (int run = 1; ; run++) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                Throwable cause = e.getCause() instanceof SQLException ? e.getCause() : e;
                if (!Deadlock.allowsAnotherRun(run, cause)) throw new Lost(cause);
            }
        }
    }

    private <T> T once(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = dataSource.getConnection()) {
                return work.in(tx);
            }
        });
    }

    public void run(Action action) {
        call(tx -> {
            action.in(tx);
            return null;
        });
    }
}
