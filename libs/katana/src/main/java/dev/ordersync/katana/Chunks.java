package dev.ordersync.katana;

import dev.ordersync.api.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** Asks for many keys in several calls, since the length of a URL is limited. */
final class Chunks {

    /** Each key once, at most {@code size} per call; the first failure ends it. No keys: no call. */
    static <K, R> Answer<List<R>> ask(Collection<K> keys, int size, Function<List<K>, Answer<List<R>>> call) {
        List<K> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
        List<R> all = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += size) {
            Answer<List<R>> answer = call.apply(distinct.subList(from, Math.min(from + size, distinct.size())));
            if (!answer.isOk()) return answer;
            all.addAll(answer.value());
        }
        return Answer.ok(all);
    }

    private Chunks() {}
}
