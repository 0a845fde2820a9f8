package dev.lendersync.protocol;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The module holds values and nothing else: no I/O, clock, randomness or thread, and it calls nothing but Jackson
/// and pcollections.
@AnalyzeClasses(packages = "dev.lendersync.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
    @ArchTest
    static final ArchRule DEPENDENCIES = ArchRuleDefinition.classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lendersync.protocol..",
                    "java.lang..",
                    "java.io",
                    "java.math",
                    "java.net",
                    "java.nio",
                    "java.nio.charset",
                    "java.security",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation",
                    "org.pcollections",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule NO_IO = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.io")
                    .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(ByteArrayOutputStream.class)))
                    .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(ByteArrayInputStream.class)))
                    .as("do I/O"));

    /// Of an address only what its text says.
    @ArchTest
    static final ArchRule NO_NETWORK = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.net")
                    .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(InetAddress.class)))
                    .as("reach the network"))
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "asks of an address more than its text says",
                    call -> call.getTargetOwner().isEquivalentTo(InetAddress.class)
                            && !Set.of("ofLiteral", "isLoopbackAddress").contains(call.getName())));

    @ArchTest
    static final ArchRule NO_THREADS = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                    .or(JavaClass.Predicates.assignableTo(Thread.class))
                    .or(JavaClass.Predicates.assignableTo(ThreadLocal.class))
                    .or(JavaClass.Predicates.assignableTo(Timer.class))
                    .as("are threads or their tools"));

    @ArchTest
    static final ArchRule NO_RANDOMNESS = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.assignableTo(Random.class)
                    .or(JavaClass.Predicates.assignableTo(RandomGenerator.class))
                    .as("are random"))
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat(
                    JavaClass.Predicates.assignableTo(InstantSource.class).as("are clocks"))
            .orShould()
            .callMethodWhere(readsTheTime());

    @ArchTest
    static final ArchRule NO_AMBIENT_STATE =
            noClasses().should().dependOnClassesThat().belongToAnyOf(System.class);

    private static DescribedPredicate<JavaCall<?>> readsTheTime() {
        return DescribedPredicate.describe(
                "reads the time",
                call -> call.getTargetOwner().getPackageName().startsWith("java.time")
                        && call.getTarget().getName().equals("now"));
    }
}
