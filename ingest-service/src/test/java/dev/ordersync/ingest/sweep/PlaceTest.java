package dev.ordersync.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Instant SINCE = Instant.parse("2026-07-20T08:00:00Z");
    private static final Instant BEGUN = Instant.parse("2026-07-20T10:00:00Z");
    private static final Instant LATE = BEGUN.plus(Duration.ofHours(3));

    private final Place first = Place.begin(SINCE, BEGUN, Set.of("a", "b"));

    @Test
    void a_walk_reaches_the_latest_change_on_any_page_when_it_has_read_the_last() {
        Place second = first.after(Stream.of(SINCE, BEGUN), false, BEGUN.plusSeconds(9));
        assertThat(second.page()).isEqualTo(2);
        assertThat(second.reached()).isEmpty();

        Place over = second.after(Stream.of(SINCE.plusSeconds(1)), true, BEGUN.plusSeconds(20));
        assertThat(over.isOver()).isTrue();
        assertThat(over.reached()).contains(BEGUN);
    }

    @Test
    void a_walk_that_took_long_reaches_no_further_than_before_its_begin() {
        // what changed meanwhile may have come to lie on a page that was read
        Place over = first.after(Stream.of(SINCE), false, BEGUN.plusSeconds(9)).after(Stream.of(LATE), true, LATE);

        assertThat(over.reached()).contains(BEGUN.minus(Place.CLOCKS));
    }

    @Test
    void an_empty_list_reaches_nothing() {
        assertThat(first.after(Stream.empty(), true, LATE).reached()).isEmpty();
    }

    @Test
    void a_side_that_counts_no_pages_does_not_keep_the_walk_for_ever() {
        Place place = first;
        for (int page = 1; page <= 1000; page++) place = place.after(Stream.of(SINCE), false, BEGUN);

        assertThat(place.isOver()).isTrue();
    }

    @Test
    void a_walk_goes_on_unless_another_store_or_an_earlier_begin_is_to_be_covered() {
        assertThat(first.covers(SINCE, Set.of("a", "b"))).isTrue();
        assertThat(first.covers(SINCE.plusSeconds(1), Set.of("a"))).isTrue();
        assertThat(first.covers(SINCE.minusSeconds(1), Set.of("a"))).isFalse();
        assertThat(first.covers(SINCE, Set.of("a", "c"))).isFalse();
    }
}
