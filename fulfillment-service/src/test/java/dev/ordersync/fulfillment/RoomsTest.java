package dev.ordersync.fulfillment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: intake takes, kept remembers, read understands, domain decides, push acts. */
class RoomsTest {
    private static final String HOME = "dev.ordersync.fulfillment";
    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOME);

    @Test
    void the_domain_is_plain_java() {
        classes()
                .that()
                .resideInAPackage(HOME + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", HOME + ".domain..", "dev.ordersync.domain..")
                .check(code);
    }

    @Test
    void the_intake_calls_no_outside_system() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".intake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        HOME + ".push..",
                        "dev.ordersync.katana..",
                        "dev.ordersync.bigcommerce..",
                        "dev.ordersync.api..")
                .check(code);
    }

    @Test
    void only_push_and_read_know_the_outside_systems() {
        noClasses()
                .that()
                .resideInAnyPackage(HOME, HOME + ".kept..", HOME + ".intake..", HOME + ".domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.ordersync.katana..", "dev.ordersync.bigcommerce..")
                .check(code);
    }

    @Test
    void what_is_kept_knows_neither_who_reads_nor_who_acts() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".kept..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME + ".push..", HOME + ".intake..", HOME + ".read..")
                .check(code);
    }

    @Test
    void an_entity_never_leaves_its_room() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .bePackagePrivate()
                .check(code);
    }

    @Test
    void nobody_is_a_manager() {
        noClasses()
                .should()
                .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl)")
                .check(code);
    }
}
