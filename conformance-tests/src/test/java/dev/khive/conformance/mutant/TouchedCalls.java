package dev.khive.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Which calls of the contract each rule makes, found by running the whole kit once over a backend that notes them. A fault in a call
 * that a rule does not make cannot fail the rule, so that only those that make it need be run.
 */
final class TouchedCalls implements TestExecutionListener {
    /** A right backend whose calls are noted. */
    static final Mutant NOTING = new Mutant("noting", "", List.of(), call -> {
        note(call);
        return call.proceed();
    });

    private static final String OUTSIDE = "";
    private static volatile @Nullable TouchedCalls noting;

    private final Map<String, Set<String>> byPlace = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> placesOfRule = new TreeMap<>();
    private volatile String place = OUTSIDE;
    private @Nullable TestPlan plan;

    private TouchedCalls() {}

    /** Runs the whole kit. */
    static synchronized TouchedCalls ofTheKit() {
        TouchedCalls touched = new TouchedCalls();
        noting = touched;
        try {
            KitOver.run("mutant:" + NOTING.name() + "/", rule -> true, touched);
        } finally {
            noting = null;
        }
        return touched;
    }

    /** Notes a call of the case that runs now, or of the suite that begins or ends. */
    private static void note(Call call) {
        TouchedCalls touched = noting;
        if (touched != null) {
            touched.byPlace
                    .computeIfAbsent(touched.place, any -> ConcurrentHashMap.newKeySet())
                    .add(call.name());
        }
    }

    /** Whether a rule or its suite makes one of these calls, or was not run. */
    boolean touches(String rule, List<String> calls) {
        Set<String> places = placesOfRule.get(rule);
        return places == null
                || places.stream()
                        .flatMap(at -> byPlace.getOrDefault(at, Set.of()).stream())
                        .anyMatch(calls::contains);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        place = test.getUniqueId();
        KitOver.rule(test.getSource()).ifPresent(rule -> {
            Set<String> places = placesOfRule.computeIfAbsent(rule, any -> ConcurrentHashMap.newKeySet());
            places.add(OUTSIDE);
            for (Optional<TestIdentifier> at = Optional.of(test); at.isPresent(); at = at.flatMap(this::parent)) {
                places.add(at.get().getUniqueId());
            }
        });
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        place = parent(test).map(TestIdentifier::getUniqueId).orElse(OUTSIDE);
    }

    private Optional<TestIdentifier> parent(TestIdentifier test) {
        return Objects.requireNonNull(plan, "told before its tests").getParent(test);
    }
}
