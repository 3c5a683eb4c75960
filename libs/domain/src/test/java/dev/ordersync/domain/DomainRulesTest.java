package dev.ordersync.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Values that every room shares need nothing but Java. */
@AnalyzeClasses(packages = "dev.ordersync.domain", importOptions = DoNotIncludeTests.class)
class DomainRulesTest {

    @ArchTest
    static final ArchRule values_know_only_java_and_each_other = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.math", "java.util..", "dev.ordersync.domain");
}
