package dev.ordersync.mapping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.mapping.domain.CustomerLadder.Candidate;
import dev.ordersync.mapping.domain.CustomerLadder.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerLadderTest {
    private static final CustomerIdentity ACCOUNT =
            new CustomerIdentity(7, "bc:abc123:7", "Ada Byron", "Ada", "Byron", null, "Ada@Example.com", "+372 5550");

    static Stream<RuleTable.Row> rows() {
        return RuleTable.rows("customers.md", "Customers");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_row_of_the_table_holds(RuleTable.Row row) {
        CustomerIdentity wanted = switch (row.get("customer")) {
            case "account" -> ACCOUNT;
            case "guest" -> guest("Ada@Example.com");
            default -> guest(null);
        };

        Decision decision = CustomerLadder.byReference(wanted, candidates(row.get("found by reference")));
        if (decision instanceof Decision.NextRung)
            decision = CustomerLadder.byEmail(wanted, candidates(row.get("found by e-mail")));
        if (decision instanceof Decision.NextRung)
            decision = CustomerLadder.byName(wanted, candidates(row.get("found by name")));

        String outcome = row.get("outcome");
        if (outcome.equals("create")) {
            assertThat(decision).isInstanceOf(Decision.Create.class);
            return;
        }
        Decision.Use use = (Decision.Use) decision;
        assertThat("use " + use.customerId()).isEqualTo(outcome.split(",")[0]);
        if (outcome.contains("name overwritten"))
            assertThat(use.updated().name()).isEqualTo("Ada Byron");
        if (outcome.contains("email filled")) assertThat(use.updated().email()).isEqualTo("Ada@Example.com");
    }

    @Test
    void a_customer_that_is_already_right_is_not_written() {
        Candidate same = new Candidate(
                1, "Ada Byron", "Ada", "Byron", "Byron Ltd", "ada@example.com", "+372 5550", "bc:abc123:7", false);

        Decision decision = CustomerLadder.byReference(ACCOUNT, List.of(same));

        assertThat(decision).isEqualTo(new Decision.Use(1, null));
    }

    @Test
    void a_reference_of_another_customer_is_never_taken_over() {
        Candidate others = new Candidate(
                1, "Ada Byron", "Ada", "Byron", null, "ada@example.com", "+372 5550", "bc:abc123:8", false);

        Decision.Use use = (Decision.Use) CustomerLadder.byEmail(ACCOUNT, List.of(others));

        assertThat(use.updated()).isNull();
    }

    @Test
    void an_empty_reference_and_an_empty_email_are_none() {
        Candidate bare = new Candidate(1, "Ada Byron", null, null, null, "", null, " ", false);

        Decision.Use use = (Decision.Use) CustomerLadder.byName(ACCOUNT, List.of(bare));

        assertThat(use.updated().referenceId()).isEqualTo("bc:abc123:7");
        assertThat(use.updated().email()).isEqualTo(ACCOUNT.email());
    }

    @Test
    void a_guest_brings_no_reference_and_wipes_none() {
        Candidate account = new Candidate(1, "Ada", null, null, null, "ada@example.com", null, "bc:abc123:7", false);

        Decision.Use use = (Decision.Use) CustomerLadder.byEmail(guest("ada@example.com"), List.of(account));

        assertThat(use.updated().referenceId()).isNull();
        assertThat(use.updated().name()).isEqualTo("Ada Byron");
    }

    private static CustomerIdentity guest(String email) {
        return new CustomerIdentity(0, null, "Ada Byron", "Ada", "Byron", null, email, null);
    }

    private static final Pattern FIELD = Pattern.compile("(ref|email|name) (.+?)(?= ref | email | name | deleted|$)");

    private static List<Candidate> candidates(String cell) {
        List<Candidate> candidates = new ArrayList<>();
        if (cell.isEmpty()) return candidates;
        for (String text : cell.split(", ")) {
            String[] field = new String[] {null, null, null};
            Matcher matcher = FIELD.matcher(text);
            while (matcher.find()) {
                String value = matcher.group(2).equals("-") ? null : matcher.group(2);
                field[List.of("ref", "email", "name").indexOf(matcher.group(1))] = value;
            }
            long id = Long.parseLong(text.split(" ")[0]);
            candidates.add(
                    new Candidate(id, field[2], null, null, null, field[1], null, field[0], text.endsWith("deleted")));
        }
        return candidates;
    }
}
