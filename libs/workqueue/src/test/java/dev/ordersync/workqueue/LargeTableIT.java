package dev.ordersync.workqueue;

import static dev.ordersync.workqueue.Fixture.KIND;
import static dev.ordersync.workqueue.Fixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million rows: most idle, a hundred thousand due in a blocked lane and as many of the future before the one due. */
@Tag("thorough")
class LargeTableIT {
    private final Fixture f = new Fixture();

    @AfterEach
    void close() {
        f.close();
    }

    private void fill() {
        f.news("katana:live", "live", 1);
        f.news("katana:blocked", "blocked", 1);
        f.lanes.block("katana:blocked", "refused");
        rows("live", "katana:live", "IDLE", "now() - interval '1 day'", 800_000);
        rows("live", "katana:live", "READY", "now() + interval '1 hour'", 100_000);
        rows("blocked", "katana:blocked", "READY", "now() - interval '1 hour'", 100_000);
        f.run("analyze svc.work");
    }

    private void rows(String store, String lane, String state, String runAt, int count) {
        f.run(
                "insert into svc.work (kind, store, entity, lane, priority, state, run_at, first_wanted_at) select 'PUSH', '"
                        + store + "', '" + state + "-' || n, '" + lane + "', 0, '" + state + "', " + runAt
                        + ", now() from generate_series(1, " + count + ") n");
    }

    @Test
    void amongAMillionRowsEveryStatementIsFastAndNoneReadsTheWholeTable() {
        fill();
        long scansBefore = seqScans();
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            f.news("katana:live", "live", 1);
            long begun = System.nanoTime();
            Job job = f.queue
                    .claim(Set.of(KIND), Set.of("live", "blocked"), LEASE)
                    .orElseThrow();
            assertThat(f.queue.claimMore(job, Set.of("live"), 50, LEASE)).isEmpty();
            f.queue.renew(job, LEASE);
            f.queue.finish(job, Outcome.done("ok"));
            f.queue.announceLive(Set.of(KIND), Set.of("live"));
            f.queue.rescue();
            micros.add((System.nanoTime() - begun) / 1000);
        }
        micros.sort(Long::compare);
        assertThat(Duration.ofNanos(micros.get(25) * 1000)).as("six statements").isLessThan(Duration.ofMillis(100));
        assertThat(f.queue.claim(Set.of(KIND), Set.of("live", "blocked"), LEASE))
                .isEmpty();
        assertThat(seqScans()).isEqualTo(scansBefore);
    }

    private long seqScans() {
        f.run("select pg_stat_force_next_flush()");
        return Long.parseLong(
                f.ask("select pg_stat_get_numscans(c.oid) from pg_class c where c.oid = 'svc.work'::regclass"));
    }
}
