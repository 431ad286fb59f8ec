package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.conformance.BackendConformance;
import dev.khive.conformance.follower.FollowerProvider;
import dev.khive.conformance.rule.Certificate;
import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.Promise;
import dev.khive.conformance.rule.Promise.Proof;
import dev.khive.conformance.rule.Rule;
import dev.khive.conformance.rule.RuleBook;
import dev.khive.conformance.rule.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the kit, or some of its rules, over the backend of an address; one run at a time. */
public final class KitOver {
    /** Every rule of the kit. */
    static final RuleBook BOOK = RuleBook.of(BackendConformance.class);

    private static String address = "";
    private static int runs;
    private static @Nullable Certificate given;

    private KitOver() {}

    /** The kit over the address of the run. */
    static final class Kit extends BackendConformance {
        @Override
        protected String url(String database) {
            return address + name(database);
        }

        @Override
        protected Backend source(String database) {
            return FollowerProvider.source(name(database));
        }

        /** No run meets the sources of another, nor its files. */
        private static String name(String database) {
            return ProcessHandle.current().pid() + "-" + runs + "-" + database;
        }

        @Override
        public void certified(Certificate certificate) {
            given = certificate;
        }
    }

    /**
     * What a run found.
     *
     * @param certificate of the rules that were run
     * @param suites the names of suites that failed beside their cases
     */
    public record Run(Certificate certificate, Set<String> suites) {
        /** The rules that failed, with the suites. */
        public Set<String> failed() {
            Set<String> failed = new TreeSet<>(suites);
            certificate.results().stream()
                    .filter(result -> result.outcome() == Outcome.FAILED)
                    .map(RuleResult::rule)
                    .forEach(failed::add);
            return failed;
        }

        /** What became of a rule. */
        public RuleResult of(String rule) {
            return certificate.results().stream()
                    .filter(result -> result.rule().equals(rule))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The rules that find a mutant, of those that are wanted; where none is wanted there is nothing to run. */
    static Set<String> failed(Mutant mutant, Predicate<String> rules) {
        List<DiscoverySelector> selectors = selectors(rules, mutant::meets);
        return selectors.isEmpty() ? Set.of() : run(mutant.address(), selectors).failed();
    }

    /** What a rule makes of a mutant. */
    static RuleResult result(Mutant mutant, String rule) {
        return run(mutant.address(), selectors(rule::equals, mutant::meets)).of(rule);
    }

    /** Runs the rules that are wanted, which are some. */
    public static Run run(String url, Predicate<String> rules, TestExecutionListener... listeners) {
        return run(url, selectors(rules, (promise, proof) -> true), listeners);
    }

    private static synchronized Run run(
            String url, List<DiscoverySelector> selectors, TestExecutionListener... listeners) {
        address = url;
        runs++;
        given = null;
        Suites suites = new Suites();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        Stream.concat(Stream.of(suites), Stream.of(listeners)).toArray(TestExecutionListener[]::new));
        return new Run(Objects.requireNonNull(given, "given at the end of the run"), suites.failed);
    }

    private static List<DiscoverySelector> selectors(Predicate<String> rules, BiPredicate<Promise, Proof> proofs) {
        return BOOK.promises().stream()
                .filter(promise -> rules.test(promise.id()))
                .flatMap(promise -> promise.proofs().stream().filter(proof -> proofs.test(promise, proof)))
                .map(KitOver::selector)
                .toList();
    }

    private static DiscoverySelector selector(Proof proof) {
        List<Class<?>> suites = new ArrayList<>(proof.suites());
        suites.set(0, Kit.class);
        return suites.size() == 1
                ? DiscoverySelectors.selectMethod(Kit.class, proof.test())
                : DiscoverySelectors.selectNestedMethod(
                        suites.subList(0, suites.size() - 1), suites.getLast(), proof.test());
    }

    /** The rule of a test or of one of its cases. */
    static Optional<String> rule(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getJavaMethod().getAnnotation(Rule.class))
                .map(Rule::value);
    }

    /** Suites that failed beside their cases. */
    private static final class Suites implements TestExecutionListener {
        private final Set<String> failed = new TreeSet<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isContainer() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed.add(test.getLegacyReportingName());
            }
        }
    }
}
