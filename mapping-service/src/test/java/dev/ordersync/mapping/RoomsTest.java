package dev.ordersync.mapping;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.ordersync", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule the_domain_knows_plain_java_only = classes()
            .that()
            .resideInAPackage("dev.ordersync.mapping.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.ordersync.domain..", "dev.ordersync.mapping.domain..");

    @ArchTest
    static final ArchRule the_intake_calls_no_api = noClasses()
            .that()
            .resideInAPackage("dev.ordersync.mapping.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ordersync.mapping.push..",
                    "dev.ordersync.mapping.read..",
                    "dev.ordersync.mapping.domain..",
                    "dev.ordersync.katana..");

    @ArchTest
    static final ArchRule what_pushes_does_not_know_who_asked = noClasses()
            .that()
            .resideInAPackage("dev.ordersync.mapping.push..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ordersync.mapping.intake..");

    @ArchTest
    static final ArchRule memory_knows_no_rules = noClasses()
            .that()
            .resideInAPackage("dev.ordersync.mapping.kept..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ordersync.mapping.push..",
                    "dev.ordersync.mapping.intake..",
                    "dev.ordersync.mapping.domain..",
                    "dev.ordersync.katana..");

    @ArchTest
    static final ArchRule entities_stay_in_their_room = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule services_are_strangers = noClasses()
            .that()
            .resideInAPackage("dev.ordersync.mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ordersync.ingest..", "dev.ordersync.fulfillment..");

    @ArchTest
    static final ArchRule nobody_repeats_a_call_behind_our_back = noClasses()
            .that()
            .resideInAPackage("dev.ordersync.mapping..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.faulttolerance.Retry");
}
