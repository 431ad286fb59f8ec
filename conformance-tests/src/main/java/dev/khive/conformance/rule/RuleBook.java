package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import dev.khive.conformance.Requires;
import dev.khive.conformance.SentenceNames;
import dev.khive.conformance.rule.Promise.Proof;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every rule that a class of the kit proves, found in its suites. Does not change. */
public final class RuleBook {
    private static final Pattern ID = Pattern.compile("[A-Z]+-[0-9]{3}");

    private final Map<String, Promise> promises;

    private RuleBook(Map<String, Promise> promises) {
        this.promises = Collections.unmodifiableMap(promises);
    }

    /**
     * The rules of a kit and of the suites in it.
     *
     * @throws IllegalStateException when a test has no rule or two tests have one
     */
    public static RuleBook of(Class<?> kit) {
        Reading reading = new Reading();
        reading.read(List.of(kit), "", Set.of());
        return new RuleBook(reading.promises);
    }

    /** The rules by subject and number. */
    public List<Promise> promises() {
        return List.copyOf(promises.values());
    }

    /** The rule of an id. */
    public Optional<Promise> find(String id) {
        return Optional.ofNullable(promises.get(id));
    }

    /** Walks through suites. */
    private static final class Reading {
        private final Map<String, Promise> promises = new TreeMap<>();
        private final Map<String, Method> methods = new LinkedHashMap<>();

        void read(List<Class<?>> suites, String area, Set<Capability> needs) {
            Class<?> suite = suites.getLast();
            Set<Capability> all = with(needs, suite);
            Set<String> overridden = new HashSet<>();
            for (Class<?> type = suite; type != null && type != Object.class; type = type.getSuperclass()) {
                for (Method method : sorted(type.getDeclaredMethods())) {
                    if (isTest(method) && overridden.add(method.getName())) {
                        add(new Proof(area, with(all, method), owners(method), suites, method));
                    }
                }
                for (Class<?> nested : type.getDeclaredClasses()) {
                    if (nested.isAnnotationPresent(Nested.class)) {
                        String name = SentenceNames.words(nested.getSimpleName());
                        List<Class<?>> inner = new ArrayList<>(suites);
                        inner.add(nested);
                        read(List.copyOf(inner), area.isEmpty() ? name : area + ", " + name, all);
                    }
                }
            }
        }

        private static Set<Capability> with(Set<Capability> needs, AnnotatedElement element) {
            Set<Capability> all = EnumSet.noneOf(Capability.class);
            all.addAll(needs);
            Requires requires = element.getAnnotation(Requires.class);
            if (requires != null) {
                all.addAll(List.of(requires.value()));
            }
            return Collections.unmodifiableSet(all);
        }

        private static Set<Ownership> owners(Method method) {
            Requires requires = method.getAnnotation(Requires.class);
            return requires == null ? Set.of() : Set.of(requires.ownership());
        }

        private static List<Method> sorted(Method[] methods) {
            return Arrays.stream(methods)
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
        }

        private static boolean isTest(Method method) {
            return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
        }

        private void add(Proof proof) {
            Method method = proof.test();
            Rule rule = method.getAnnotation(Rule.class);
            if (rule == null || !ID.matcher(rule.value()).matches()) {
                throw new IllegalStateException("The test " + method + " needs the id of a rule, such as GRAPH-014.");
            }
            Method first = methods.putIfAbsent(rule.value(), method);
            if (first != null && !first.equals(method)) {
                throw new IllegalStateException("The rule " + rule.value() + " is given to " + first + " and to "
                        + method + "; a rule has one test.");
            }
            Promise known = promises.get(rule.value());
            List<Proof> proofs = new ArrayList<>(known == null ? List.of() : known.proofs());
            proofs.add(proof);
            promises.put(
                    rule.value(),
                    new Promise(rule.value(), SentenceNames.words(method.getName()), List.copyOf(proofs)));
        }
    }
}
