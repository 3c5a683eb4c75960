package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import java.util.function.Function;

/** One step of a turn: it goes on with a value, or the turn ends here. */
sealed interface Step<T> {

    record Go<T>(T value) implements Step<T> {}

    record Stop<T>(Ending ending) implements Step<T> {}

    static <T> Step<T> go(T value) {
        return new Go<>(value);
    }

    static <T> Step<T> stop(Ending ending) {
        return new Stop<>(ending);
    }

    /** A call's answer as a step; {@code what} names the call for a person. */
    static <T> Step<T> of(Answer<T> answer, String what) {
        return answer.isOk() ? go(answer.value()) : stop(Ending.of(answer.failure(), what));
    }

    default boolean stopped() {
        return this instanceof Stop;
    }

    /** The value of a step that goes on; a bug when asked of a stop. */
    default T value() {
        return ((Go<T>) this).value();
    }

    /** The ending of a stop; a bug when asked of a step that goes on. */
    default Ending ending() {
        return ((Stop<T>) this).ending();
    }

    /** The same stop, for another kind of value. */
    default <R> Step<R> stop() {
        return stop(ending());
    }

    default <R> Step<R> then(Function<? super T, Step<R>> next) {
        return stopped() ? stop() : next.apply(value());
    }

    default <R> Step<R> map(Function<? super T, ? extends R> f) {
        return stopped() ? stop() : go(f.apply(value()));
    }
}
