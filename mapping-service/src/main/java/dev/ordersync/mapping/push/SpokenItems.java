package dev.ordersync.mapping.push;

import dev.ordersync.database.Transactions;
import dev.ordersync.mapping.domain.Item;
import dev.ordersync.mapping.domain.VariantLadder;
import dev.ordersync.mapping.domain.VariantLadder.Word;
import dev.ordersync.stores.SkuRule;
import dev.ordersync.stores.SkuRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a person said of the items' SKUs in this store, read anew each time: a word counts at once. */
@ApplicationScoped
class SpokenItems {
    private final Transactions transactions;

    SpokenItems(Transactions transactions) {
        this.transactions = transactions;
    }

    /** An item and what a person said of it. */
    record Spoken(Item item, Word word) {

        boolean isAlias() {
            return word.treatAs() != null;
        }

        /** The item to look for in Katana. */
        Item sought() {
            return isAlias() ? ((Item.Catalogue) item).withSku(word.treatAs()) : item;
        }
    }

    List<Spoken> of(String store, Collection<Item> items) {
        List<String> names = items.stream()
                .filter(Item.Catalogue.class::isInstance)
                .map(item -> VariantLadder.spokenOf((Item.Catalogue) item))
                .toList();
        Map<String, SkuRule> rules = transactions.call(tx -> SkuRules.of(tx, store, names)).stream()
                .collect(Collectors.toMap(SkuRule::sku, Function.identity()));
        return items.stream().map(item -> new Spoken(item, word(item, rules))).toList();
    }

    private static Word word(Item item, Map<String, SkuRule> rules) {
        SkuRule rule = item instanceof Item.Catalogue catalogue ? rules.get(VariantLadder.spokenOf(catalogue)) : null;
        return rule == null ? Word.NONE : new Word(rule.treatAs(), rule.isCreate());
    }
}
