package dev.khive.conformance.filter;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.StringMatch;
import dev.khive.api.page.PageRequest;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.record.SampleValues;
import dev.khive.conformance.rule.Rule;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator on properties, with an operand of every type, against records with a value of every type. */
abstract class PropertyFilters extends FilterSuite<Listed> {

    PropertyFilters(Databases databases, Listed target) {
        super(databases, target);
    }

    static Stream<Arguments> comparisons() {
        return Arrays.stream(Comparison.values())
                .flatMap(comparison -> SampleValues.ALL.stream().map(operand -> Arguments.of(comparison, operand)));
    }

    @Rule("FILTER-001")
    @ParameterizedTest
    @MethodSource("comparisons")
    void comparisonFollowsTheRulesOfItsTypes(Comparison comparison, Object operand) {
        assertAgrees(new Filter.Compare(Filter.property("value").field(), comparison, operand));
    }

    static Stream<Object> operands() {
        return SampleValues.ALL.stream();
    }

    @Rule("FILTER-002")
    @ParameterizedTest
    @MethodSource("operands")
    void comparisonsLookIntoNestedMaps(Object operand) {
        assertAgrees(Filter.property("map", "in ner").equalTo(operand));
        assertAgrees(Filter.property("map", "in ner").notEqualTo(operand));
        assertAgrees(Filter.property("value", "in ner").equalTo(operand));
    }

    @Rule("FILTER-003")
    @ParameterizedTest
    @MethodSource("operands")
    void inIsEqualToOneOfTheOperands(Object operand) {
        assertAgrees(Filter.property("value").in(operand));
        assertAgrees(Filter.property("value").in(operand, "a", 1.0));
        assertAgrees(Filter.not(Filter.property("value").in(operand, true)));
    }

    @Rule("FILTER-004")
    @Test
    void inNothingIsFalse() {
        assertAgrees(Filter.property("value").in());
    }

    static Stream<Arguments> bounds() {
        return Stream.of(SampleValues.NUMBERS, SampleValues.STRINGS, SampleValues.TEMPORALS, SampleValues.BOOLEANS)
                .flatMap(values -> values.stream()
                        .flatMap(low -> Stream.of(
                                Arguments.of(low, values.getFirst()),
                                Arguments.of(low, values.getLast()),
                                Arguments.of(low, low),
                                Arguments.of(low, "m"))));
    }

    @Rule("FILTER-005")
    @ParameterizedTest
    @MethodSource("bounds")
    void betweenHoldsItsTwoBounds(Object low, Object high) {
        assertAgrees(Filter.property("value").between(low, high));
    }

    @Rule("FILTER-006")
    @Test
    void existsIsTrueOfPresentValuesAlone() {
        assertAgrees(Filter.property("value").exists());
        assertAgrees(Filter.not(Filter.property("value").exists()));
        assertAgrees(Filter.property("map", "in ner").exists());
        assertAgrees(Filter.property("value", "a").exists());
        assertAgrees(Filter.property("value", "in ner", "deeper").exists());
        assertAgrees(Filter.property("nowhere").exists());
    }

    static Stream<Arguments> matches() {
        return Arrays.stream(StringMatch.values())
                .flatMap(match -> Stream.of(
                                "",
                                "a",
                                "A",
                                "b",
                                "b\"",
                                "'",
                                "1",
                                "é",
                                "e",
                                "\u0301",
                                "\uD83D\uDE00",
                                "%",
                                "_",
                                "*",
                                "?",
                                "[a]",
                                "\\",
                                "%' OR 1=1 --")
                        .map(text -> Arguments.of(match, text)));
    }

    @Rule("FILTER-007")
    @ParameterizedTest
    @MethodSource("matches")
    void stringMatchIsTrueOfStringsThatHoldTheTextAsItIs(StringMatch match, String text) {
        assertAgrees(new Filter.Matches(Filter.property("value").field(), match, text));
        assertAgrees(Filter.not(new Filter.Matches(Filter.property("value").field(), match, text)));
    }

    @Rule("FILTER-008")
    @Test
    void emptyTreesHaveTheirMeaning() {
        assertAgrees(Filter.ALL);
        assertAgrees(Filter.and());
        assertAgrees(Filter.or());
        assertAgrees(Filter.not(Filter.and()));
        assertAgrees(Filter.not(Filter.or()));
        assertAgrees(Filter.not(Filter.not(Filter.property("value").exists())));
    }

    static Stream<Filter> trees() {
        return RandomFilters.trees(11, 120);
    }

    @Rule("FILTER-009")
    @ParameterizedTest
    @MethodSource("trees")
    void randomTreeAgreesWithTheReferenceEvaluator(Filter filter) {
        assertAgrees(filter);
    }

    @Rule("FILTER-010")
    @Test
    void aTreeAtTheBoundsIsAnswered() {
        Filter leaf = Filter.property("value").equalTo(1);
        assertAgrees(new Filter.Or(Collections.nCopies(Filter.MAX_PREDICATES, leaf)));
        assertAgrees(nested(leaf, Filter.MAX_DEPTH - 1));
    }

    @Rule("FILTER-011")
    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void aTreeThatNestsTooDeepIsRefused(int beyond) {
        Filter tooDeep = nested(Filter.property("value").equalTo(1), Filter.MAX_DEPTH + beyond);

        Refusal.of(InvalidInputException.class, () -> target.count(sample(), tooDeep));
    }

    @Rule("FILTER-012")
    @ParameterizedTest
    @EnumSource
    void aTreeWithTooManyPredicatesIsRefused(Comparison comparison) {
        Filter leaf = new Filter.Compare(Filter.property("value").field(), comparison, 1);
        List<Filter> tooMany = Collections.nCopies(Filter.MAX_PREDICATES + 1, leaf);

        Refusal.of(InvalidInputException.class, () -> target.count(sample(), new Filter.And(tooMany)));
        Refusal.of(
                InvalidInputException.class,
                () -> target.list(sample(), new Filter.Or(tooMany), target.usualOrder(), PageRequest.FIRST));
    }

    private static Filter nested(Filter leaf, int depth) {
        Filter tree = leaf;
        for (int i = 0; i < depth; i++) {
            tree = new Filter.Not(tree);
        }
        return tree;
    }
}
