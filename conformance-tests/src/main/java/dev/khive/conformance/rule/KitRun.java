package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import dev.khive.conformance.BackendConformance;
import dev.khive.conformance.Requires;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * Follows a run of the kit: leaves out what needs an undeclared capability, lets excluded rules fail, counts, and hands the
 * certificate to the kit's class at the end.
 */
public final class KitRun
        implements BeforeAllCallback, AfterAllCallback, ExecutionCondition, InvocationInterceptor, TestWatcher {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(KitRun.class);

    /** JUnit makes one for a run. */
    public KitRun() {}

    /** What is known of one run. */
    private static final class State {
        private final RuleBook book;
        private final Exclusions exclusions;
        private final Tally tally = new Tally();
        private final CaseClock clock = new CaseClock();
        private final Instant started = Instant.now();

        State(Class<?> kit) {
            this.book = RuleBook.of(kit);
            this.exclusions = Exclusions.of(kit, book);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isKit(context)) {
            context.getStore(HERE).put(State.class, new State(context.getRequiredTestClass()));
        }
    }

    private static boolean isKit(ExtensionContext context) {
        return context.getTestClass()
                .filter(BackendConformance.class::isAssignableFrom)
                .isPresent();
    }

    private static State state(ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(HERE).get(State.class, State.class), "put before the first suite");
    }

    private static BackendConformance kit(ExtensionContext context) {
        return (BackendConformance)
                context.getRequiredTestInstances().getAllInstances().getFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Requires> requires = context.getElement().map(KitRun::requires);
        if (requires.isEmpty()) {
            return ConditionEvaluationResult.enabled("It needs nothing.");
        }
        BackendConformance kit = kit(instantiated(context));
        Set<Capability> declared = kit.capabilities();
        List<Capability> missing = List.of(requires.get().value()).stream()
                .filter(capability -> !declared.contains(capability))
                .toList();
        if (!missing.isEmpty()) {
            return ConditionEvaluationResult.disabled(
                    "The backend does not declare " + missing + ", see Capabilities.");
        }
        List<Ownership> owners = List.of(requires.get().ownership());
        return owners.isEmpty() || owners.contains(kit.ownership())
                ? ConditionEvaluationResult.enabled("What it needs is declared.")
                : ConditionEvaluationResult.disabled("It is about backends of the ownership " + owners + ".");
    }

    private static @Nullable Requires requires(AnnotatedElement element) {
        return element.getAnnotation(Requires.class);
    }

    private static ExtensionContext instantiated(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestInstances().isEmpty()) {
            at = at.getParent().orElseThrow();
        }
        return at;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation, context);
    }

    @SuppressWarnings("IllegalCatch") // Whatever a case of an excluded rule throws is its failure.
    private static void run(Invocation<@Nullable Void> invocation, ExtensionContext context) throws Throwable {
        String rule = rule(context);
        String reason = state(context).exclusions.reason(rule);
        Duration limit = kit(context).caseLimit();
        if (reason == null) {
            state(context).clock.run(limit, invocation);
            return;
        }
        try {
            state(context).clock.run(limit, invocation);
        } catch (TestAbortedException leftOut) {
            throw leftOut;
        } catch (Throwable failure) {
            state(context).tally.failed(rule, failure);
            throw new TestAbortedException("The rule " + rule + " is excluded: " + reason, failure);
        }
    }

    private static String rule(ExtensionContext context) {
        return context.getRequiredTestMethod().getAnnotation(Rule.class).value();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        state(context).tally.passed(rule(context));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        State state = state(context);
        if (state.exclusions.reason(rule(context)) == null) {
            state.tally.leftOut(rule(context));
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        state(context).tally.failed(rule(context), Objects.requireNonNullElseGet(cause, AssertionError::new));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isKit(context)) {
            return;
        }
        State state = state(context);
        BackendConformance kit = kit(context);
        Certificate certificate = Certificate.of(
                kit.subject(),
                state.tally.results(state.book, state.exclusions, kit.capabilities(), kit.ownership()),
                kit.capabilities(),
                state.started,
                Duration.between(state.started, Instant.now()));
        kit.certified(certificate);
        List<String> needless = state.tally.needless(state.exclusions);
        if (!needless.isEmpty()) {
            throw new AssertionError(
                    "These rules are excluded and pass now: " + needless + "; take the exclusions away.");
        }
    }
}
