package dev.ordersync.mapping.push;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The ids that a row of writes names. Some may be dead in Katana without our knowing: a write that is refused is tried
 * once more when resolving anew leads to other ids, and the writes after it name those.
 */
final class LivingIds {
    private final BiFunction<Resolved, Suspects, Step<Optional<Resolved>>> anew;
    private Resolved ids;

    /** @param anew of the ids that were refused, with what may be dead of them, other ones; empty when there are none */
    LivingIds(Resolved ids, BiFunction<Resolved, Suspects, Step<Optional<Resolved>>> anew) {
        this.ids = ids;
        this.anew = anew;
    }

    <T> Step<T> write(Function<Resolved, Step<T>> write) {
        Step<T> written = write.apply(ids);
        Optional<Suspects> refusal = Ending.refusal(written);
        if (refusal.isEmpty()) return written;
        Step<Optional<Resolved>> others = anew.apply(ids, refusal.get());
        if (others.stopped()) return others.stop();
        if (others.value().isEmpty()) return written;
        ids = others.value().get();
        return write.apply(ids);
    }
}
