package dev.ordersync.fulfillment.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordersync.events.Codec;
import dev.ordersync.fulfillment.domain.FifoAllocation.Share;
import dev.ordersync.fulfillment.kept.BatchTrace.Part;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Content;
import dev.ordersync.fulfillment.kept.SalesOrderRecord.Parcel;
import dev.ordersync.fulfillment.push.AllocateBatches.Taken;
import dev.ordersync.fulfillment.push.DeliveryPlan.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a delivery that is about to be sent takes from batches: kept until its result is known.
 *
 * @param words for the timeline: {@code TEA 4 of batch B1}
 * @param contents what is delivered, by row
 * @param earlier ids of the fulfillments that were there before
 */
record DeliveryIntent(List<Part> parts, String words, List<Content> contents, List<Long> earlier) {
    static final DeliveryIntent NOTHING = new DeliveryIntent(List.of(), "", List.of(), List.of());

    DeliveryIntent {
        contents = contents == null ? List.of() : contents;
        earlier = earlier == null ? List.of() : earlier;
    }

    static DeliveryIntent of(OrderCase at, DeliveryPlan plan, Taken taken) {
        List<Content> contents = plan.items().stream()
                .map(item -> new Content(item.rowId(), item.quantity()))
                .sorted(Comparator.comparingLong(Content::rowId))
                .toList();
        List<Long> earlier = at.salesOrder() == null
                ? List.of()
                : at.salesOrder().knownParcels().stream().map(Parcel::id).toList();
        if (taken == null) return new DeliveryIntent(List.of(), "", contents, earlier);
        List<Part> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Item item : plan.items())
            for (Share share : taken.shares().getOrDefault(item.rowId(), List.of())) {
                String number = share.batchId() == null
                        ? null
                        : taken.numbers().getOrDefault(share.batchId(), String.valueOf(share.batchId()));
                parts.add(new Part(item.rowId(), item.variantId(), share.batchId(), number, share.quantity()));
                words.add(
                        item.sku() + " " + share.quantity().stripTrailingZeros().toPlainString()
                                + (number == null ? " in no batch" : " of batch " + number));
            }
        return new DeliveryIntent(parts, words.stream().collect(Collectors.joining(", ")), contents, earlier);
    }

    /** Whether this fulfillment, found later, is the one that was sent. */
    boolean isFulfilledBy(Parcel parcel) {
        if (earlier.contains(parcel.id()) || parcel.contents().size() != contents.size()) return false;
        for (int i = 0; i < contents.size(); i++) {
            Content found = parcel.contents().get(i);
            boolean same = found.rowId() == contents.get(i).rowId()
                    && found.quantity().compareTo(contents.get(i).quantity()) == 0;
            if (!same) return false;
        }
        return true;
    }

    String toJson() {
        try {
            return Codec.JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static DeliveryIntent ofJson(String json) {
        try {
            return Codec.JSON.readValue(json, DeliveryIntent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept intent cannot be read", e);
        }
    }
}
