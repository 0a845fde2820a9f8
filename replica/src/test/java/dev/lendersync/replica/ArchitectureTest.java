package dev.lendersync.replica;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "dev.lendersync.replica", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Class<?>[] PURE = {
        CatalogChange.class,
        Backoff.class,
        Confirmation.class,
        Core.class,
        Effect.class,
        Event.class,
        Feed.class,
        FeedEvent.class,
        FeedTable.class,
        FeedTable.Step.class,
        Freshness.class,
        Honesty.class,
        Known.class,
        Machine.class,
        Moment.class,
        News.class,
        NewsSteps.class,
        PullSteps.class,
        Reporting.class,
        State.class,
        Transition.class,
        Trust.class,
        Waiter.class,
        Waiters.class,
        Wish.class
    };
    private static final Set<String> AMBIENT = Set.of(
            "java.time.Instant.now",
            "java.time.InstantSource.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Thread.sleep",
            "java.lang.Math.random",
            "java.util.Random.<init>",
            "java.util.UUID.randomUUID",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.concurrent.CompletableFuture.orTimeout",
            "java.util.concurrent.CompletableFuture.delayedExecutor");

    @ArchTest
    static final ArchRule DEPENDS_ON_LITTLE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl",
                    "dev.lendersync.replica..",
                    "dev.lendersync.protocol",
                    "org.slf4j",
                    "org.jspecify.annotations"));

    @ArchTest
    static final ArchRule THE_MACHINE_IS_PURE = classes()
            .that(belongToAnyOf(PURE))
            .should()
            .onlyDependOnClassesThat(
                    describe("are pure too", dependency -> pure().test(dependency.getBaseComponentType())));

    @ArchTest
    static final ArchRule THE_PARTS_BELOW_KNOW_NOTHING_OF_THE_REPLICA = noClasses()
            .that()
            .resideInAnyPackage("dev.lendersync.replica.transport", "dev.lendersync.replica.disk")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.lendersync.replica");

    @ArchTest
    static final ArchRule NO_AMBIENT_TIME_OR_RANDOMNESS = noClasses()
            .that(not(belongToAnyOf(Wiring.class)))
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("is the machine's own clock, dice or sleep") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    JavaClass owner = access.getTargetOwner();
                    return AMBIENT.contains(owner.getName() + "." + access.getName());
                }
            });

    private static DescribedPredicate<JavaClass> pure() {
        return belongToAnyOf(PURE)
                .or(resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.time",
                        "dev.lendersync.protocol",
                        "org.jspecify.annotations"));
    }
}
