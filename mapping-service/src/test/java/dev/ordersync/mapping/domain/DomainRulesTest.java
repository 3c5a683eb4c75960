package dev.ordersync.mapping.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of mapping are plain Java: no clock, no chance, no framework, no I/O. */
@AnalyzeClasses(packages = "dev.ordersync.mapping.domain", importOptions = DoNotIncludeTests.class)
class DomainRulesTest {

    @ArchTest
    static final ArchRule the_domain_knows_only_java_and_itself = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math",
                    "java.nio.charset",
                    "java.security",
                    "java.time..",
                    "java.util..",
                    "dev.ordersync.domain",
                    "dev.ordersync.mapping.domain");

    @ArchTest
    static final ArchRule it_asks_no_clock_and_no_chance = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(java.util.Random.class, java.util.UUID.class, java.time.Clock.class);

    @ArchTest
    static final ArchRule money_is_never_binary = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Double.class, Float.class)
            .orShould()
            .callMethod(java.math.BigDecimal.class, "doubleValue");
}
