package dev.khive.conformance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.filter.StringMatch;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator on every own field that the store has, and the refusal of those that it has not. */
abstract class OwnFieldFilters extends FilterSuite<Listed> {

    OwnFieldFilters(Databases databases, Listed target) {
        super(databases, target);
    }

    Stream<RecordField> known() {
        return target.fields().stream().sorted(Comparator.naturalOrder());
    }

    Stream<RecordField> unknown() {
        return EnumSet.complementOf(EnumSet.copyOf(target.fields())).stream();
    }

    private List<Object> operands(RecordField field) {
        List<Object> values = items().stream()
                .flatMap(item -> item.subject().values(field).stream())
                .distinct()
                .toList();
        return values.isEmpty()
                ? List.of()
                : List.of(values.getFirst(), values.get(values.size() / 2), values.getLast());
    }

    @Rule("FILTER-013")
    @ParameterizedTest
    @MethodSource("known")
    void equalityFindsTheRecordsWithTheValue(RecordField field) {
        for (Object operand : operands(field)) {
            assertAgrees(Filter.field(field).equalTo(operand));
            assertAgrees(Filter.not(Filter.field(field).equalTo(operand)));
            assertAgrees(Filter.field(field).in(operand));
        }
        assertAgrees(new Filter.In(field, operands(field)));
        assertAgrees(Filter.field(field).in());
    }

    @Rule("FILTER-014")
    @ParameterizedTest
    @MethodSource("known")
    void existsFindsTheRecordsThatHaveAValue(RecordField field) {
        assertAgrees(Filter.field(field).exists());
        assertAgrees(Filter.not(Filter.field(field).exists()));
    }

    @Rule("FILTER-015")
    @ParameterizedTest
    @MethodSource("known")
    void comparisonsFollowTheOrderOfTheField(RecordField field) {
        if (field.type() != RecordField.FieldType.UUID) {
            for (Object operand : operands(field)) {
                Arrays.stream(Comparison.values())
                        .forEach(comparison -> assertAgrees(new Filter.Compare(field, comparison, operand)));
                assertAgrees(Filter.field(field).between(operands(field).getFirst(), operand));
            }
        }
    }

    @Rule("FILTER-016")
    @ParameterizedTest
    @MethodSource("known")
    void stringMatchLooksAtTextFields(RecordField field) {
        if (field.type() == RecordField.FieldType.STRING) {
            for (Object operand : operands(field)) {
                String part = operand.toString().substring(1, 3);
                Arrays.stream(StringMatch.values())
                        .forEach(match -> assertAgrees(new Filter.Matches(field, match, part)));
                assertAgrees(Filter.field(field).startsWith(operand.toString()));
            }
        }
    }

    @Rule("FILTER-017")
    @ParameterizedTest
    @MethodSource("unknown")
    void aFieldOfOtherRecordsIsRefusedByName(RecordField field) {
        InvalidInputException inFilter = Refusal.of(
                InvalidInputException.class,
                () -> target.count(sample(), Filter.field(field).exists()));
        InvalidInputException inOrder = Refusal.of(
                InvalidInputException.class,
                () -> target.list(sample(), Filter.ALL, Order.ascending(field), PageRequest.FIRST));

        for (InvalidInputException error : List.of(inFilter, inOrder)) {
            assertThat(error.getMessage()).containsIgnoringCase(field.name());
        }
    }
}
