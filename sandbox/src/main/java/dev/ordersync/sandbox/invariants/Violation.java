package dev.ordersync.sandbox.invariants;

/**
 * One place where a promise does not hold.
 *
 * @param invariant its name, such as "INV-6"
 * @param subject what it is about, such as "abc123:100" for an order of a store
 * @param finding a sentence with the values seen
 */
public record Violation(String invariant, String subject, String finding) {

    @Override
    public String toString() {
        return invariant + " " + subject + ": " + finding;
    }
}
