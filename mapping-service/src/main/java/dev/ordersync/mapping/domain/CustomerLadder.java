package dev.ordersync.mapping.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Rule P2: which Katana customer an order's customer is. Ask rung by rung: a later look-up is not always needed. */
public final class CustomerLadder {

    /** A customer as Katana has it; texts may be null. */
    public record Candidate(
            long id,
            String name,
            String firstName,
            String lastName,
            String company,
            String email,
            String phone,
            String referenceId,
            boolean deleted) {}

    public sealed interface Decision {
        /**
         * This one.
         *
         * @param updated what Katana should hold of it, or null when it already does
         */
        record Use(long customerId, Update updated) implements Decision {}

        /** Look one rung lower. */
        record NextRung() implements Decision {}

        record Create() implements Decision {}
    }

    /** Fields to PATCH: null leaves a field alone. */
    public record Update(
            String name,
            String firstName,
            String lastName,
            String company,
            String email,
            String phone,
            String referenceId) {
        static final Update NONE = new Update(null, null, null, null, null, null, null);
    }

    /** Rung 1: by reference id. Not for guests. */
    public static Decision byReference(CustomerIdentity wanted, List<Candidate> found) {
        if (wanted.referenceId() == null) return new Decision.NextRung();
        return living(found)
                .filter(candidate -> wanted.referenceId().equals(candidate.referenceId()))
                .min(Comparator.comparingLong(Candidate::id)) // twins: always the first one
                .map(candidate -> use(candidate, wanted))
                .orElseGet(Decision.NextRung::new);
    }

    /** Rung 2: by e-mail, trimmed and case-insensitive. */
    public static Decision byEmail(CustomerIdentity wanted, List<Candidate> found) {
        if (wanted.email() == null) return new Decision.NextRung();
        List<Candidate> matches = living(found)
                .filter(candidate -> sameEmail(candidate.email(), wanted.email()))
                .toList();
        if (matches.isEmpty()) return new Decision.NextRung();
        return matches.size() == 1 ? use(matches.get(0), wanted) : new Decision.Create();
    }

    /** Rung 3: by name. Never {@link Decision.NextRung}. */
    public static Decision byName(CustomerIdentity wanted, List<Candidate> found) {
        List<Candidate> matches = living(found)
                .filter(candidate -> wanted.name().equals(text(candidate.name())))
                .toList();
        // Katana's own e-mail filter may tell upper from lower case, so that the rung above found nothing
        List<Candidate> sameEmail = matches.stream()
                .filter(candidate -> sameEmail(candidate.email(), wanted.email()))
                .toList();
        if (sameEmail.size() == 1) return use(sameEmail.get(0), wanted);
        if (matches.size() != 1) return new Decision.Create();
        Candidate only = matches.get(0);
        boolean anothers =
                text(only.referenceId()) != null && !only.referenceId().equals(wanted.referenceId());
        return text(only.email()) == null && !anothers ? use(only, wanted) : new Decision.Create();
    }

    /** BigCommerce's values overwrite Katana's; what BigCommerce leaves blank, and another's reference, stay. */
    private static Decision use(Candidate held, CustomerIdentity wanted) {
        boolean sameEmail = sameEmail(held.email(), wanted.email());
        Update update = new Update(
                changed(held.name(), wanted.name()),
                changed(held.firstName(), wanted.firstName()),
                changed(held.lastName(), wanted.lastName()),
                changed(held.company(), wanted.company()),
                sameEmail ? null : changed(held.email(), wanted.email()),
                changed(held.phone(), wanted.phone()),
                text(held.referenceId()) == null ? wanted.referenceId() : null);
        return new Decision.Use(held.id(), update.equals(Update.NONE) ? null : update);
    }

    private static String changed(String held, String wanted) {
        return wanted == null || wanted.equals(text(held)) ? null : wanted;
    }

    private static boolean sameEmail(String a, String b) {
        return text(a) != null && b != null && text(a).equalsIgnoreCase(b.trim());
    }

    private static Stream<Candidate> living(List<Candidate> found) {
        return found.stream().filter(candidate -> !candidate.deleted());
    }

    private static String text(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    private CustomerLadder() {}
}
