package dev.khive.api.filter;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A predicate on a record: a tree of the records below, the same for every store.
 *
 * <p>The rules, which every backend keeps:
 *
 * <ul>
 *   <li>A predicate is true or false, there is no third answer; {@code not} turns the one into the other.
 *   <li>A property that is null or missing satisfies no comparison, also not {@code notEqual}; {@code exists} is how to
 *       ask for it, {@code not(exists(…))} for its absence. An operand is never null.
 *   <li>Integers and floats compare by their exact numeric value ({@code 1} equals {@code 1.0}; 2^53 + 1 does not equal
 *       2^53). NaN equals nothing, not even NaN, and is neither less nor greater than anything; {@code notEqual} to it is
 *       true of every present value.
 *   <li>A boolean equals a boolean alone: {@code true} is not {@code 1}. A string compares with strings alone, by code
 *       point. A temporal value compares with its own type alone, date-times and offset times by instant, and durations
 *       know equality alone. Lists and maps know equality alone, element by element by these rules, nulls inside them
 *       equal to nulls.
 *   <li>A comparison between values of different types is false, {@code notEqual} between them true.
 *   <li>String matches are true of strings alone and are case-sensitive; the empty text is found in every string.
 *   <li>{@code and()} of nothing is true, {@code or()} of nothing false, {@code in} nothing false.
 *   <li>A record's own field takes operands of its own type alone ({@link RecordField#type()}); another is InvalidInput.
 * </ul>
 */
public sealed interface Filter {
    /** True of every record. */
    Filter ALL = new And(List.of());

    /** How many predicates a tree may hold, and how deep it may nest, before a store refuses it. */
    int MAX_PREDICATES = 1_000;

    /** How deep a tree may nest before a store refuses it. */
    int MAX_DEPTH = 64;

    /** All of the parts hold. */
    record And(List<Filter> parts) implements Filter {
        /** Copies the parts. */
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of the parts holds. */
    record Or(List<Filter> parts) implements Filter {
        /** Copies the parts. */
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(Filter part) implements Filter {}

    /** The field compared with an operand. */
    record Compare(FieldReference field, Comparison comparison, Object operand) implements Filter {
        /** Brings the operand to a property value's or the field's own type. */
        public Compare {
            operand = Operands.check(field, operand);
        }
    }

    /** The field equals one of the operands. */
    record In(FieldReference field, List<Object> operands) implements Filter {
        /** Brings each operand to a property value's or the field's own type. */
        public In {
            FieldReference checked = field;
            operands = operands.stream().map(o -> Operands.check(checked, o)).toList();
        }
    }

    /** The field is not less than {@code low} and not greater than {@code high}. */
    record Between(FieldReference field, Object low, Object high) implements Filter {
        /** Brings both bounds to a property value's or the field's own type. */
        public Between {
            low = Operands.check(field, low);
            high = Operands.check(field, high);
        }
    }

    /** The field is there and not null. */
    record Exists(FieldReference field) implements Filter {}

    /** The field is a string that holds the text as {@code match} says. */
    record Matches(FieldReference field, StringMatch match, String text) implements Filter {
        /** Refuses text that no stored string can hold and fields that hold no text. */
        public Matches {
            PropertyValues.checkText(text, "filter");
            if (field instanceof RecordField own && own.type() != RecordField.FieldType.STRING) {
                throw new InvalidInputException("The field " + own + " holds no text to match \"" + text + "\" with.");
            }
        }
    }

    /** All of the filters hold. */
    static Filter and(Filter... parts) {
        return new And(List.of(parts));
    }

    /** At least one of the filters holds. */
    static Filter or(Filter... parts) {
        return new Or(List.of(parts));
    }

    /** The filter does not hold. */
    static Filter not(Filter part) {
        return new Not(part);
    }

    /** Begins a predicate on a property, by its keys from the outside in. */
    static Predicate property(String... keys) {
        return new Predicate(PropertyPath.of(keys));
    }

    /** Begins a predicate on a field of the record itself. */
    static Predicate field(RecordField field) {
        return new Predicate(field);
    }

    /** A field that waits for its operator: the first half of {@code property("age").greaterThan(30)}. */
    record Predicate(FieldReference field) {
        /** See {@link Comparison#EQUAL}. */
        public Filter equalTo(Object operand) {
            return new Compare(field, Comparison.EQUAL, operand);
        }

        /** See {@link Comparison#NOT_EQUAL}. */
        public Filter notEqualTo(Object operand) {
            return new Compare(field, Comparison.NOT_EQUAL, operand);
        }

        /** See {@link Comparison#LESS}. */
        public Filter lessThan(Object operand) {
            return new Compare(field, Comparison.LESS, operand);
        }

        /** See {@link Comparison#LESS_OR_EQUAL}. */
        public Filter atMost(Object operand) {
            return new Compare(field, Comparison.LESS_OR_EQUAL, operand);
        }

        /** See {@link Comparison#GREATER}. */
        public Filter greaterThan(Object operand) {
            return new Compare(field, Comparison.GREATER, operand);
        }

        /** See {@link Comparison#GREATER_OR_EQUAL}. */
        public Filter atLeast(Object operand) {
            return new Compare(field, Comparison.GREATER_OR_EQUAL, operand);
        }

        /** See {@link In}. */
        public Filter in(Object... operands) {
            return new In(field, List.of(operands));
        }

        /** See {@link Between}. */
        public Filter between(Object low, Object high) {
            return new Between(field, low, high);
        }

        /** See {@link Exists}. */
        public Filter exists() {
            return new Exists(field);
        }

        /** See {@link StringMatch#STARTS_WITH}. */
        public Filter startsWith(String text) {
            return new Matches(field, StringMatch.STARTS_WITH, text);
        }

        /** See {@link StringMatch#ENDS_WITH}. */
        public Filter endsWith(String text) {
            return new Matches(field, StringMatch.ENDS_WITH, text);
        }

        /** See {@link StringMatch#CONTAINS}. */
        public Filter contains(String text) {
            return new Matches(field, StringMatch.CONTAINS, text);
        }
    }
}

/** Checks operands when a filter is made, so that a tree that exists is well typed. */
final class Operands {
    private static final int MAX_OPERAND_DEPTH = 64;

    private Operands() {}

    static Object check(FieldReference field, @Nullable Object operand) {
        if (operand == null) {
            throw new InvalidInputException("A filter compares with a value, never with null (field " + name(field)
                    + "); use exists() or not(exists()).");
        }
        return switch (field) {
            case PropertyPath path -> propertyOperand(path, operand);
            case RecordField own -> ownOperand(own, operand);
        };
    }

    private static Object propertyOperand(PropertyPath path, Object operand) {
        Object value = PropertyValues.normalizeValue(operand, MAX_OPERAND_DEPTH, name(path));
        return value == null ? operand : value;
    }

    private static Object ownOperand(RecordField field, Object operand) {
        Object value = switch (field.type()) {
            case UUID -> operand instanceof UUID ? operand : null;
            case STRING -> operand instanceof String s ? PropertyValues.checkText(s, field.name()) : null;
            case INTEGER -> integer(operand);
            case FLOAT -> operand instanceof Number n ? (Object) n.doubleValue() : null;
            case INSTANT -> operand instanceof Instant ? operand : null;
        };
        if (value == null) {
            throw new InvalidInputException("The field " + field + " compares with a value of the type " + field.type()
                    + ", not with " + operand + " (" + operand.getClass().getSimpleName() + ").");
        }
        return value;
    }

    private static @Nullable Object integer(Object operand) {
        return operand instanceof Long || operand instanceof Integer || operand instanceof Short
                ? (Object) ((Number) operand).longValue()
                : null;
    }

    private static String name(FieldReference field) {
        return switch (field) {
            case PropertyPath path -> String.join(".", path.keys());
            case RecordField own -> own.name();
        };
    }
}
