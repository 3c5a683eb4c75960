package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everybody who may sign in: the administrator of the environment, and those of the users file. */
final class People {
    private final Map<String, Person> people;
    private final Optional<Password> slowest;

    People(Collection<Person> people) {
        this.people = people.stream().collect(Collectors.toUnmodifiableMap(Person::name, Function.identity()));
        this.slowest = people.stream()
                .map(Person::password)
                .filter(Password.Hashed.class::isInstance)
                .findFirst();
    }

    Optional<Person> find(String name) {
        return Optional.ofNullable(people.get(name));
    }

    /** The person, if the password is theirs. An unknown name takes as long as a known one. */
    Optional<Person> find(String name, Secret password) {
        Person person = people.get(name);
        if (person != null) return person.password().matches(password) ? Optional.of(person) : Optional.empty();
        slowest.ifPresent(other -> other.matches(password));
        return Optional.empty();
    }
}
