package dev.ordersync.mapping.domain;

import java.util.stream.Stream;

/**
 * Who ordered, as rule P2 needs it.
 *
 * @param customerId BigCommerce customer id, 0 for a guest
 * @param referenceId {@code bc:storeHash:customerId}; null for a guest
 * @param name never blank: first and last name, else company, else e-mail, else a name for this order's guest
 * @param email trimmed, as written; null when there is none
 */
public record CustomerIdentity(
        long customerId,
        String referenceId,
        String name,
        String firstName,
        String lastName,
        String company,
        String email,
        String phone) {

    /** @param guestName for a guest who left neither name nor e-mail */
    public static CustomerIdentity of(ShopOrder.Customer who, String store, String guestName) {
        String reference = who.id() == 0 ? null : "bc:" + store + ":" + who.id();
        String email = PlanText.text(who.email());
        String full = PlanText.joined(" ", who.firstName(), who.lastName());
        String fallback = who.id() == 0 ? guestName : "Customer " + who.id();
        String name = Stream.of(full, PlanText.text(who.company()), email)
                .filter(candidate -> candidate != null && !candidate.isEmpty())
                .findFirst()
                .orElse(fallback);
        return new CustomerIdentity(
                who.id(),
                reference,
                name,
                PlanText.text(who.firstName()),
                PlanText.text(who.lastName()),
                PlanText.text(who.company()),
                email,
                PlanText.text(who.phone()));
    }

    public boolean isGuest() {
        return customerId == 0;
    }
}
