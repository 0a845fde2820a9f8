package dev.lendersync.staff;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.UUID;
import java.util.stream.Stream;

/// Who may call whom, as each package's own description says; and only [StaffApp], its `main`, knows the real clock.
@AnalyzeClasses(packages = "dev.lendersync.staff", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.lendersync.staff";

    @ArchTest
    static final ArchRule DATABASE = calls("database");

    @ArchTest
    static final ArchRule REFERENCE = calls("reference");

    @ArchTest
    static final ArchRule OUTBOUND = calls("outbound");

    @ArchTest
    static final ArchRule IDENTITY = calls("identity", "database");

    @ArchTest
    static final ArchRule HTTP = calls("http", "identity", "database");

    @ArchTest
    static final ArchRule CATALOG = calls("catalog", "database");

    @ArchTest
    static final ArchRule DELIVERY = calls("delivery", "database", "outbound");

    @ArchTest
    static final ArchRule CLIENTS = calls("clients", "delivery", "outbound", "database", "http", "identity");

    @ArchTest
    static final ArchRule HISTORY = calls("history", "database", "http", "identity");

    @ArchTest
    static final ArchRule PRODUCTS =
            calls("products", "reference", "history", "catalog", "database", "http", "identity");

    @ArchTest
    static final ArchRule USERS = calls("users", "database", "http", "identity");

    @ArchTest
    static final ArchRule LENDERS =
            calls("lenders", "products", "reference", "catalog", "database", "http", "identity");

    @ArchTest
    static final ArchRule SHEETS = calls("sheets", "products", "reference");

    @ArchTest
    static final ArchRule LEGACY =
            calls("legacy", "sheets", "products", "lenders", "reference", "identity", "database");

    @ArchTest
    static final ArchRule IMPORTS =
            calls("imports", "sheets", "products", "lenders", "reference", "catalog", "database", "http", "identity");

    /// What a product or a lender may be is decided without I/O.
    @ArchTest
    static final ArchRule RULES_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".products", ROOT + ".lenders")
            .and()
            .haveSimpleNameNotEndingWith("Routes")
            .and()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .haveSimpleNameNotEndingWith("Edits")
            .and()
            .haveSimpleNameNotEndingWith("Filter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "java.sql..", ROOT + ".database", ROOT + ".http", ROOT + ".catalog");

    @ArchTest
    static final ArchRule NO_AMBIENT_TIME_RANDOMNESS_OR_SLEEP = noClasses()
            .that()
            .doNotHaveSimpleName("StaffApp")
            .and(areNotFailures())
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(java.time.InstantSource.class, "system")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(java.security.SecureRandom.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

    /// It numbers incidents at random, to tell one log line from another; nothing is decided by the number.
    private static DescribedPredicate<JavaClass> areNotFailures() {
        return not(simpleName("Failures"));
    }

    /// Of the Staff App, a package calls itself and these only.
    private static ArchRule calls(String from, String... to) {
        String[] allowed = Stream.concat(Stream.of(from), Stream.of(to))
                .map(name -> ROOT + "." + name)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + from)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(allowed)));
    }
}
