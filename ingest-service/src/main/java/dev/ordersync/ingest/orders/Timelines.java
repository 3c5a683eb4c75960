package dev.ordersync.ingest.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the timelines of several orders in one query. */
@ApplicationScoped
public class Timelines {
    private static final String NEWEST = """
            select a.* from unnest(cast(string_to_array(:ids, ',') as bigint[])) as wanted(id)
            cross join lateral (
              select * from ingest.order_activity
              where store = :store and order_id = wanted.id order by at desc, id desc limit :lines) a
            order by a.order_id, a.at desc, a.id desc""";

    private final EntityManager entities;

    Timelines(EntityManager entities) {
        this.entities = entities;
    }

    /** The newest lines of each order, oldest of them first; orders without any are left out. */
    Map<Long, List<OrderAnswer.Event>> newest(String store, List<Long> orderIds, int lines) {
        if (orderIds.isEmpty()) return Map.of();
        List<?> found = entities.createNativeQuery(NEWEST, ActivityRow.class)
                .setParameter("ids", orderIds.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .setParameter("store", store)
                .setParameter("lines", lines)
                .getResultList();
        Map<Long, List<OrderAnswer.Event>> timelines = new HashMap<>();
        for (Object row : found) {
            ActivityRow line = (ActivityRow) row;
            timelines
                    .computeIfAbsent(line.orderId, id -> new ArrayList<>())
                    .add(new OrderAnswer.Event(line.at, line.kind, line.text));
        }
        timelines.values().forEach(Collections::reverse);
        return timelines;
    }
}
