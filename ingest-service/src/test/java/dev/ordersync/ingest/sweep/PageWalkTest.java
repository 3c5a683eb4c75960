package dev.ordersync.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageWalkTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

    private final Map<Long, Instant> shop = new HashMap<>();
    private final Set<Long> met = new HashSet<>();
    private int calls;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyOrderIsMetWhetherTheBoundIsInclusiveOrNot(boolean inclusive) {
        for (long id = 1; id <= 100; id++) shop.put(id, TEN.plusSeconds(id / 7));

        walk(TEN.minusSeconds(5), 10, inclusive, () -> {});

        assertThat(met).hasSize(100);
        assertThat(calls).isLessThan(40);
    }

    @Test
    void moreOrdersInOneSecondThanFitOnAPageAreAllMet() {
        for (long id = 1; id <= 95; id++) shop.put(id, TEN);

        walk(TEN.minusSeconds(600), 10, true, () -> {});

        assertThat(met).hasSize(95);
    }

    @Test
    void anOrderThatChangesUnderThePagesMakesNoOtherOneDisappear() {
        // Given: all in one second, so that pages go by number, and one moves to the end after the second page
        for (long id = 1; id <= 60; id++) shop.put(id, TEN);

        // When
        walk(TEN.minusSeconds(600), 10, true, () -> {
            if (calls == 2) shop.put(3L, TEN.plusSeconds(30));
        });

        // Then
        assertThat(met).hasSize(60);
    }

    @Test
    void whereTheGroundMovedItHasNotPassedUntilAWalkWithoutThatHasEnded() {
        // Given: one of those that are read by number moves behind an order of an hour later
        for (long id = 1; id <= 60; id++) shop.put(id, TEN);
        shop.put(61L, TEN.plusSeconds(3600));
        Instant begin = TEN.minusSeconds(600);
        Runnable moves = () -> {
            if (calls == 2) shop.put(3L, TEN.plusSeconds(3630));
        };

        // When it is met again there, one of the others was skipped
        PageWalk walk = new PageWalk(begin);
        do page(walk, 10, true, moves);
        while (!walk.since().equals(begin));
        assertThat(met).hasSize(60);

        // Then a sweep that fails now has not come further than to where it was
        assertThat(walk.reached())
                .hasValueSatisfying(reached -> assertThat(reached).isBeforeOrEqualTo(TEN));
        page(walk, 10, true, moves);
        assertThat(walk.reached())
                .hasValueSatisfying(reached -> assertThat(reached).isBeforeOrEqualTo(TEN));

        // and one that ends has come to the end
        while (!walk.isOver()) page(walk, 10, true, moves);
        assertThat(met).hasSize(61);
        assertThat(walk.reached()).contains(TEN.plusSeconds(3630));
    }

    @Test
    void anOrderThatChangesAfterPagesWithoutNumbersIsNoReasonToWalkAgain() {
        // Given: a busy shop with a second that fills more than a page
        for (long id = 1; id <= 30; id++) shop.put(id, TEN);
        for (long id = 31; id <= 60; id++) shop.put(id, TEN.plusSeconds(10 * id));
        Instant begin = TEN.minusSeconds(600);

        // When one that was never on a page by number changes after it was met
        PageWalk walk = walk(begin, 10, true, () -> {
            if (met.contains(45L)) shop.put(45L, TEN.plusSeconds(3600));
        });

        // Then
        assertThat(met).hasSize(60);
        assertThat(calls).isLessThan(12);
        assertThat(walk.reached()).contains(TEN.plusSeconds(3600));
    }

    @Test
    void itEndsThoughTheGroundNeverRests() {
        for (long id = 1; id <= 30; id++) shop.put(id, TEN);

        PageWalk walk = walk(TEN.minusSeconds(600), 10, true, () -> shop.put(1L + calls % 30, TEN.plusSeconds(calls)));

        assertThat(walk.isOver()).isTrue();
        assertThat(calls).isLessThan(100);
    }

    @Test
    void whereTheGroundMovedInTheLastWalkTooTheNextSweepBegins() {
        // Given: in each walk another one moves away from below the page numbers
        for (long id = 1; id <= 60; id++) shop.put(id, TEN);
        Instant begin = TEN.minusSeconds(600);
        PageWalk walk = new PageWalk(begin);
        Runnable moves = () -> {
            if (walk.page() == 2) shop.put(1L + calls % 10, TEN.plusSeconds(3600 + calls));
        };

        while (!walk.isOver()) page(walk, 10, true, moves);

        assertThat(calls).isLessThan(100);
        assertThat(walk.reached())
                .hasValueSatisfying(reached -> assertThat(reached).isBeforeOrEqualTo(TEN));
    }

    @Test
    void itTellsTheLatestChangeItMet() {
        shop.put(1L, TEN);
        shop.put(2L, TEN.plusSeconds(9));

        assertThat(walk(TEN.minusSeconds(600), 10, true, () -> {}).reached()).contains(TEN.plusSeconds(9));
        shop.clear();
        assertThat(walk(TEN, 10, true, () -> {}).reached()).isEmpty();
    }

    private PageWalk walk(Instant begin, int limit, boolean inclusive, Runnable meanwhile) {
        PageWalk walk = new PageWalk(begin);
        while (!walk.isOver() && calls < 1000) page(walk, limit, inclusive, meanwhile);
        return walk;
    }

    private void page(PageWalk walk, int limit, boolean inclusive, Runnable meanwhile) {
        List<PageWalk.Seen> page = page(walk.since(), walk.page(), limit, inclusive);
        page.forEach(order -> met.add(order.orderId()));
        calls++;
        walk.took(page, page.size() < limit);
        meanwhile.run();
    }

    private List<PageWalk.Seen> page(Instant since, int page, int limit, boolean inclusive) {
        List<PageWalk.Seen> all = new ArrayList<>();
        shop.forEach((id, modified) -> {
            if (inclusive ? !modified.isBefore(since) : modified.isAfter(since))
                all.add(new PageWalk.Seen(id, modified));
        });
        all.sort(Comparator.comparing(PageWalk.Seen::modified).thenComparing(PageWalk.Seen::orderId));
        return all.stream().skip((page - 1L) * limit).limit(limit).toList();
    }
}
