package dev.ordersync.fulfillment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.fulfillment.domain.PairShipments.Pair;
import dev.ordersync.fulfillment.domain.PairShipments.Pairing;
import dev.ordersync.fulfillment.domain.PairShipments.Parcel;
import dev.ordersync.fulfillment.domain.PairShipments.Shipment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PairShipmentsProperties {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Property
    void once_both_sides_have_made_what_was_missing_nothing_is_left_to_make(
            @ForAll("parcels") List<Parcel> parcels, @ForAll("shipments") List<Shipment> shipments) {
        Pairing first = PairShipments.pair(parcels, shipments, List.of());
        List<Parcel> allParcels = new ArrayList<>(parcels);
        List<Shipment> allShipments = new ArrayList<>(shipments);
        List<Pair> known = new ArrayList<>(first.found());
        known.addAll(first.packed());
        for (Parcel p : first.toShip()) {
            Shipment made = new Shipment(
                    1000 + allShipments.size(), p.addressId(), p.contents(), p.trackingNumber(), p.fulfillmentId());
            allShipments.add(made);
            known.add(new Pair(p.fulfillmentId(), p.addressId(), made.shipmentId()));
        }
        for (Shipment s : first.toDeliver()) {
            Parcel made = new Parcel(2000 + allParcels.size(), s.addressId(), s.contents(), s.trackingNumber(), true);
            allParcels.add(made);
            known.add(new Pair(made.fulfillmentId(), s.addressId(), s.shipmentId()));
        }

        Pairing second = PairShipments.pair(allParcels, allShipments, known);

        assertThat(second.toShip()).isEmpty();
        assertThat(second.toDeliver()).isEmpty();
    }

    @Property
    void with_the_pairs_forgotten_the_marker_still_keeps_a_parcel_from_being_shipped_twice(
            @ForAll("parcels") List<Parcel> parcels) {
        Pairing first = PairShipments.pair(parcels, List.of(), List.of());
        List<Shipment> made = new ArrayList<>();
        for (Parcel p : first.toShip())
            made.add(new Shipment(
                    1000 + made.size(), p.addressId(), p.contents(), p.trackingNumber(), p.fulfillmentId()));

        Pairing second = PairShipments.pair(parcels, made, List.of());

        assertThat(second.toShip()).isEmpty();
        assertThat(second.toDeliver()).isEmpty();
    }

    @Property
    void nothing_is_paired_twice(
            @ForAll("parcels") List<Parcel> parcels, @ForAll("shipments") List<Shipment> shipments) {
        Pairing pairing = PairShipments.pair(parcels, shipments, List.of());
        List<Long> paired = Stream.concat(pairing.found().stream(), pairing.packed().stream())
                .map(Pair::shipmentId)
                .toList();
        assertThat(new HashSet<>(paired)).hasSameSizeAs(paired);
        assertThat(pairing.toDeliver()).noneMatch(s -> paired.contains(s.shipmentId()));
    }

    @Example
    void only_what_left_the_house_with_a_tracking_number_is_shipped() {
        var contents = Map.of(1L, BigDecimal.ONE);
        Pairing pairing = PairShipments.pair(
                List.of(
                        new Parcel(1, 7, contents, "T1", true),
                        new Parcel(2, 7, contents, "T2", false),
                        new Parcel(3, 7, contents, null, true)),
                List.of(),
                List.of());
        assertThat(pairing.toShip()).extracting(Parcel::fulfillmentId).containsExactly(1L);
    }

    @Example
    void the_same_contents_with_different_tracking_numbers_are_two_parcels() {
        var contents = Map.of(1L, BigDecimal.ONE);
        Pairing pairing = PairShipments.pair(
                List.of(new Parcel(1, 7, contents, "T1", true)),
                List.of(new Shipment(5, 7, contents, "T2", 0)),
                List.of());
        assertThat(pairing.found()).isEmpty();
        assertThat(pairing.toShip()).hasSize(1);
        assertThat(pairing.toDeliver()).hasSize(1);
    }

    @Example
    void a_shipment_made_again_is_paired_with_the_parcel_that_the_deleted_one_left_free() {
        Parcel parcel = new Parcel(1, 7, Map.of(1L, TWO), "T1", true);
        List<Pair> known = List.of(new Pair(1, 7, 5));
        Shipment tracked = new Shipment(6, 7, Map.of(1L, BigDecimal.ONE), "t1 ", 0);
        Shipment filled = new Shipment(6, 7, Map.of(1L, new BigDecimal("2.0")), "", 0);
        for (Shipment again : List.of(tracked, filled)) {
            Pairing pairing = PairShipments.pair(List.of(parcel), List.of(again), known);
            assertThat(pairing.found()).containsExactly(new Pair(1, 7, 6));
            assertThat(pairing.toDeliver()).isEmpty();
            assertThat(pairing.missesOne()).isTrue();
        }
    }

    @Example
    void a_parcel_whose_shipment_was_deleted_is_not_shipped_again() {
        Parcel parcel = new Parcel(1, 7, Map.of(1L, TWO), "T1", true);
        Pairing pairing = PairShipments.pair(List.of(parcel), List.of(), List.of(new Pair(1, 7, 5)));
        assertThat(pairing.toShip()).isEmpty();
    }

    @Example
    void a_shipment_that_holds_other_quantities_than_a_freed_parcel_of_its_lines_is_for_a_person() {
        Parcel freed = new Parcel(1, 7, Map.of(1L, TWO), null, true);
        Shipment more = new Shipment(6, 7, Map.of(1L, BigDecimal.TEN, 2L, BigDecimal.ONE), "", 0);
        Shipment others = new Shipment(7, 7, Map.of(2L, BigDecimal.ONE), "", 0);
        Shipment elsewhere = new Shipment(8, 8, Map.of(1L, BigDecimal.ONE), "", 0);
        Pairing pairing =
                PairShipments.pair(List.of(freed), List.of(more, others, elsewhere), List.of(new Pair(1, 7, 5)));
        assertThat(pairing.inDoubt()).containsExactly(more);
        assertThat(pairing.toDeliver()).containsExactly(others, elsewhere);
    }

    @Example
    void a_fulfillment_made_again_is_paired_with_the_shipment_that_the_undone_one_left_free() {
        Shipment shipment = new Shipment(5, 7, Map.of(1L, TWO), "T1", 1);
        Parcel tracked = new Parcel(2, 7, Map.of(1L, BigDecimal.ONE), "T1", true);
        Parcel filled = new Parcel(2, 7, Map.of(1L, TWO), null, true);
        for (Parcel again : List.of(tracked, filled))
            for (List<Pair> known : List.of(List.of(new Pair(1, 7, 5)), List.<Pair>of())) {
                Pairing pairing = PairShipments.pair(List.of(again), List.of(shipment), known);
                assertThat(pairing.found()).containsExactly(new Pair(2, 7, 5));
                assertThat(pairing.toShip()).isEmpty();
                assertThat(pairing.missesOne()).isEqualTo(!known.isEmpty());
            }
    }

    @Example
    void a_shipment_whose_fulfillment_was_undone_is_not_delivered_again() {
        Shipment shipment = new Shipment(5, 7, Map.of(1L, TWO), "T1", 0);
        Pairing pairing = PairShipments.pair(List.of(), List.of(shipment), List.of(new Pair(1, 7, 5)));
        assertThat(pairing.toDeliver()).isEmpty();
        assertThat(pairing.inDoubt()).isEmpty();
    }

    @Example
    void a_parcel_and_a_shipment_that_were_left_by_others_are_not_each_others() {
        Parcel parcel = new Parcel(1, 7, Map.of(1L, TWO), "T1", true);
        Shipment shipment = new Shipment(6, 7, Map.of(1L, TWO), "T1", 0);
        Pairing pairing =
                PairShipments.pair(List.of(parcel), List.of(shipment), List.of(new Pair(1, 7, 5), new Pair(2, 7, 6)));
        assertThat(pairing.found()).isEmpty();
    }

    @Example
    void for_a_shipment_of_which_nothing_is_in_the_sales_order_nothing_is_delivered() {
        Parcel parcel = new Parcel(1, 7, Map.of(1L, BigDecimal.ONE), "T1", false);
        Shipment empty = new Shipment(5, 7, Map.of(), "T1", 0);
        Pairing pairing = PairShipments.pair(List.of(parcel), List.of(empty), List.of());
        assertThat(pairing.found()).isEmpty();
        assertThat(pairing.toDeliver()).isEmpty();
    }

    @Example
    void what_is_packed_left_the_house_when_each_of_its_parcels_was_shipped() {
        Map<Long, BigDecimal> one = Map.of(1L, BigDecimal.ONE);
        Parcel here = new Parcel(1, 7, one, null, false);
        Parcel there = new Parcel(1, 8, one, null, false);
        Shipment shippedHere = new Shipment(5, 7, one, "T1", 0);
        Shipment shippedThere = new Shipment(6, 8, one, "T2", 0);

        Pairing half = PairShipments.pair(List.of(here, there), List.of(shippedHere), List.of());
        Pairing whole = PairShipments.pair(List.of(here, there), List.of(shippedHere, shippedThere), half.found());

        assertThat(half.found()).containsExactly(new Pair(1, 7, 5));
        assertThat(half.packed()).isEmpty();
        assertThat(whole.packed()).containsExactly(new Pair(1, 8, 6));
    }

    @Example
    void what_we_shipped_and_a_person_packed_again_is_not_delivered_again() {
        Map<Long, BigDecimal> one = Map.of(1L, BigDecimal.ONE);
        Parcel packedAgain = new Parcel(1, 7, one, "T1", false);
        for (long marked : List.of(1L, 9L)) {
            Shipment ours = new Shipment(5, 7, one, "T1", marked);
            Pairing pairing = PairShipments.pair(List.of(packedAgain), List.of(ours), List.of());
            assertThat(pairing.packed()).isEmpty();
            assertThat(pairing.found()).containsExactly(new Pair(1, 7, 5));
        }
    }

    @Provide
    Arbitrary<List<Parcel>> parcels() {
        return Combinators.combine(addresses(), contents(), tracking(), Arbitraries.of(true, false))
                .as((address, contents, tracking, delivered) -> new Parcel(0, address, contents, tracking, delivered))
                .list()
                .ofMaxSize(5)
                .map(list -> {
                    List<Parcel> numbered = new ArrayList<>();
                    for (Parcel p : list)
                        numbered.add(new Parcel(
                                numbered.size() + 1, p.addressId(), p.contents(), p.trackingNumber(), p.delivered()));
                    return numbered;
                });
    }

    @Provide
    Arbitrary<List<Shipment>> shipments() {
        return Combinators.combine(
                        addresses(), contents(), tracking(), Arbitraries.longs().between(0, 3))
                .as((address, contents, tracking, marked) -> new Shipment(0, address, contents, tracking, marked))
                .list()
                .ofMaxSize(5)
                .map(list -> {
                    List<Shipment> numbered = new ArrayList<>();
                    for (Shipment s : list)
                        numbered.add(new Shipment(
                                numbered.size() + 1,
                                s.addressId(),
                                s.contents(),
                                s.trackingNumber(),
                                s.markedFulfillment()));
                    return numbered;
                });
    }

    private static Arbitrary<Long> addresses() {
        return Arbitraries.of(7L, 8L);
    }

    private static Arbitrary<String> tracking() {
        return Arbitraries.of("T1", "T2", "").injectNull(0.2);
    }

    private static Arbitrary<Map<Long, BigDecimal>> contents() {
        return Arbitraries.maps(
                        Arbitraries.longs().between(1, 2),
                        Arbitraries.integers().between(1, 2).map(BigDecimal::valueOf))
                .ofMinSize(1);
    }
}
