package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;

/** BigCommerce's answers, in the import of its catalogue. */
final class ShopAnswer {

    /**
     * As a step. A token without the scope holds the import alone: the store's orders go on.
     *
     * @param what what was asked for, such as "products"
     * @param scope what the token needs for it, as BigCommerce's page names it
     */
    static <T> Step<T> of(Answer<T> answer, String what, String scope) {
        if (answer.isOk()) return Step.go(answer.value());
        Failure failure = answer.failure();
        if (failure instanceof Failure.Throttled throttled)
            return Step.stop(new Ending.Pause(throttled.pause(), "the store's quota is used up"));
        if (failure instanceof Failure.Denied)
            return Step.stop(Ending.held(
                    "scope", "BigCommerce lets this token not read " + what + ": it needs the scope " + scope + "."));
        return Step.stop(new Ending.Again("BigCommerce gives no list of " + what + ": " + failure.words()));
    }

    private ShopAnswer() {}
}
