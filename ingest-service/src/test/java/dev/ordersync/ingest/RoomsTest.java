package dev.ordersync.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;

/** The rooms of this service and the doors between them. */
@AnalyzeClasses(packages = "dev.ordersync.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule theDoorsCallNeitherSideAndNoBroker = noClasses()
            .that()
            .resideInAnyPackage("..ingest.door..", "..ingest.receipt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ordersync.bigcommerce..",
                    "dev.ordersync.katana..",
                    "dev.ordersync.outbox..",
                    "org.apache.kafka..",
                    "jakarta.persistence..",
                    "..ingest.observe..",
                    "..ingest.sweep..",
                    "..ingest.backfill..");

    @ArchTest
    static final ArchRule theListenersCallNeitherSide = noClasses()
            .that()
            .resideInAPackage("..ingest.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ordersync.bigcommerce..", "dev.ordersync.katana..", "..ingest.work..");

    @ArchTest
    static final ArchRule anEntityNeverLeavesItsRoom = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .onlyBeAccessed()
            .byClassesThat()
            .resideInAPackage("..ingest.orders..");

    @ArchTest
    static final ArchRule nothingBelowKnowsTheApiRooms = noClasses()
            .that()
            .resideInAnyPackage("..ingest.db..", "..ingest.work..", "..ingest.outbox..", "..ingest.orders..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..ingest.door..", "..ingest.stores..", "..ingest.activate..", "..ingest.sweep..");

    @ArchTest
    static final ArchRule onlyTheWorkingRoomsCallTheOutsideSystems = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..ingest.observe..",
                    "..ingest.sweep..",
                    "..ingest.backfill..",
                    "..ingest.rehearse..",
                    "..ingest.completeness..",
                    "..ingest.hooks..",
                    "..ingest.work..",
                    "..ingest.stores..",
                    "..ingest.activate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ordersync.bigcommerce..", "dev.ordersync.katana..");

    @ArchTest
    static final ArchRule pagesAreThePresentationOfTheRestAndNothingOfItKnowsThem = noClasses()
            .that()
            .resideOutsideOfPackages("..ingest.console..", "..ingest.problems..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ingest.console..");

    @ArchTest
    static final ArchRule namesSayWhatIsDone = noClasses()
            .should()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
