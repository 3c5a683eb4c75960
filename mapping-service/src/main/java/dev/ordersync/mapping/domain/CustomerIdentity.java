package dev.ordersync.mapping.domain;

import java.util.Objects;
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

    /** What is held of the customer once this is written: what it leaves blank stays. */
    public CustomerIdentity over(CustomerIdentity held) {
        return new CustomerIdentity(
                customerId,
                referenceId,
                name,
                firstName == null ? held.firstName : firstName,
                lastName == null ? held.lastName : lastName,
                company == null ? held.company : company,
                email == null ? held.email : email,
                phone == null ? held.phone : phone);
    }

    /** Whoever ordered, as guest or by an account: nothing would have to be written. */
    public boolean hasDataOf(CustomerIdentity other) {
        return Objects.equals(name, other.name)
                && Objects.equals(firstName, other.firstName)
                && Objects.equals(lastName, other.lastName)
                && Objects.equals(company, other.company)
                && Objects.equals(email, other.email)
                && Objects.equals(phone, other.phone);
    }

    /** Perhaps the same shopper, now with an account and then without. Never when there is no e-mail. */
    public boolean hasEmailOf(CustomerIdentity other) {
        return email != null && email.equalsIgnoreCase(other.email);
    }

    /** The same account, or a guest of the same e-mail: who ordered did not change, whatever else of them did. */
    public boolean isWho(CustomerIdentity other) {
        boolean sameEmail = email == null ? other.email == null : hasEmailOf(other);
        return Objects.equals(referenceId, other.referenceId) && (referenceId != null || sameEmail);
    }

    public boolean isGuest() {
        return customerId == 0;
    }
}
