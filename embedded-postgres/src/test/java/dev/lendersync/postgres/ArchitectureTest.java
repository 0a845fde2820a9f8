package dev.lendersync.postgres;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// What the launcher may call: nothing of this project. It waits for processes and sockets, never for time.
@AnalyzeClasses(packages = "dev.lendersync.postgres", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> AMBIENT = Set.of(
            "java.time.Instant.now",
            "java.time.InstantSource.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Thread.sleep",
            "java.lang.Math.random",
            "java.security.SecureRandom.<init>",
            "java.util.UUID.randomUUID",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.concurrent.ThreadLocalRandom.current");

    @ArchTest
    static final ArchRule ARROWS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lendersync.postgres",
                    "org.apache.commons.compress..",
                    "com.sun.security.auth.module",
                    "org.slf4j",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule NO_AMBIENT_TIME_RANDOMNESS_OR_SLEEP = noClasses()
            .should()
            .accessTargetWhere(describe("is the machine's own clock, dice or sleep", ArchitectureTest::isAmbient));

    private static boolean isAmbient(JavaAccess<?> access) {
        return AMBIENT.contains(access.getTargetOwner().getName() + "." + access.getName());
    }
}
