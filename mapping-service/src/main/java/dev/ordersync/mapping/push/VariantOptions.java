package dev.ordersync.mapping.push;

import dev.ordersync.api.Answer;
import dev.ordersync.api.Answer.Failure;
import dev.ordersync.bigcommerce.BcProduct;
import dev.ordersync.bigcommerce.BcProduct.Choice;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.ShopOrder.Option;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which options of a line make its variant. An order's line lists drop-downs and swatches that are modifiers like real
 * options; BigCommerce's variant lists the real ones alone. It is asked right before something is created, where there is
 * more than one to tell apart.
 *
 * <p>When BigCommerce does not tell (no scope, no such variant, no answer): all of them count, as the line says.
 */
@ApplicationScoped
class VariantOptions {
    private final Shops shops;

    VariantOptions(Shops shops) {
        this.shops = shops;
    }

    /** The item with those of its options that its variant has. */
    Step<Item.Catalogue> of(Errand errand, Item.Catalogue item) {
        boolean ofTheCatalogue = errand.orderId() == 0; // which told the variant's own
        if (ofTheCatalogue
                || item.variantId() == 0
                || NewItem.given(item.options()).size() < 2) return Step.go(item);
        Answer<Optional<BcProduct.Variant>> answer =
                shops.of(errand.store()).catalogue().variant(item.variantId());
        if (answer.isOk())
            return Step.go(answer.value()
                    .map(variant -> item.withOptions(real(item.options(), variant.choices())))
                    .orElse(item));
        return answer.failure() instanceof Failure.Throttled throttled
                ? Step.stop(new Ending.Pause(throttled.pause(), "the store's quota is used up"))
                : Step.go(item);
    }

    /** Those that the variant names; all when it names others too, or none: then the names tell nothing. */
    static List<Option> real(List<Option> options, List<Choice> choices) {
        Set<String> names =
                choices.stream().map(choice -> choice.option().strip()).collect(Collectors.toSet());
        List<Option> real = options.stream()
                .filter(option -> option.name() != null && names.contains(option.name()))
                .toList();
        return names.isEmpty() || real.size() != names.size() ? options : real;
    }
}
