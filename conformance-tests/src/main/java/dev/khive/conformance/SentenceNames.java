package dev.khive.conformance;

import dev.khive.conformance.rule.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Shows {@code nullRemovesAKey} as {@code RECORD-007 null removes a key}: a test's name is the rule that it tests. */
public final class SentenceNames extends DisplayNameGenerator.Standard {

    /** JUnit makes one for a run. */
    public SentenceNames() {}

    @Override
    public String generateDisplayNameForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> nestedClass) {
        return words(nestedClass.getSimpleName());
    }

    @Override
    public String generateDisplayNameForMethod(
            List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        Rule rule = testMethod.getAnnotation(Rule.class);
        String sentence = words(testMethod.getName());
        return rule == null ? sentence : rule.value() + " " + sentence;
    }

    /** A name of Java's as words in lower case. */
    public static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
