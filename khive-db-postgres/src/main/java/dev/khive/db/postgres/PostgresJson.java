package dev.khive.db.postgres;

import dev.khive.api.filter.Comparison;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.JsonPlace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** {@code jsonb} in PostgreSQL. Keys are elements of a text array, so any key can be one; integers are told from floats by the point. */
final class PostgresJson implements JsonDialect {
    /** From here on a float has no fraction, and its shortest digits are not its value: 2^53. */
    private static final double INTEGERS_ALONE = 0x1p53;

    /** How many characters of a string an index holds. */
    private static final int KEY_LENGTH = 200;

    /** The greatest float below 2^63. */
    private static final double GREATEST_LONG = 0x1.fffffffffffffp62;

    /**
     * The exact value of a number. A stored float has its shortest digits, which name no other float; only where integers of 64
     * bits are denser than floats they are not its value.
     */
    private static final String NUMBER = """
            (CASE WHEN jsonb_typeof({0}) = 'number' THEN
              CASE WHEN abs(({0})::numeric) BETWEEN 9007199254740992 AND 9223372036854775000 AND strpos(({0})::text, '.') > 0
              THEN ({0})::double precision::bigint::numeric
              ELSE ({0})::numeric
              END
            END)""";

    /**
     * A path as the text of an array, for example {@code {"address","city"}}.
     *
     * @param steps keys as they are stored, and indexes
     */
    static String path(List<?> steps) {
        return steps.stream()
                .map(step -> "\"" + step.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public String parameter() {
        return "?::jsonb";
    }

    @Override
    public String text(String column) {
        return column + "::text";
    }

    @Override
    public Field<String> type(JsonPlace place) {
        return DSL.field("khive_json_type({0})", SQLDataType.VARCHAR, value(place));
    }

    @Override
    public Field<String> string(JsonPlace place) {
        return DSL.field(
                "(({0} #>> {1}::text[]) COLLATE \"C\")",
                SQLDataType.VARCHAR, document(place), DSL.inline(path(place.steps())));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // The database compares; the type parameter is only a name for that.
    public Field<Number> number(JsonPlace place) {
        return (Field) DSL.field(NUMBER, SQLDataType.NUMERIC, value(place));
    }

    @Override
    public Field<?> operand(Number operand) {
        if (operand instanceof Double number) {
            double size = Math.abs(number);
            return DSL.val(
                    size >= INTEGERS_ALONE && size <= GREATEST_LONG
                            ? new BigDecimal(number)
                            : BigDecimal.valueOf(number));
        }
        return DSL.val(BigDecimal.valueOf(operand.longValue()));
    }

    /** The keys of {@link PropertyIndexes}: cut or rounded, and in the same order. */
    @Override
    public Optional<Condition> implied(JsonPlace place, Comparison comparison, Object operand) {
        if (comparison == Comparison.NOT_EQUAL || !place.steps().stream().allMatch(String.class::isInstance)) {
            return Optional.empty();
        }
        String operator = switch (comparison) {
            case EQUAL, NOT_EQUAL -> "=";
            case LESS, LESS_OR_EQUAL -> "<=";
            case GREATER, GREATER_OR_EQUAL -> ">=";
        };
        boolean text = operand instanceof String;
        Field<?> bound = operand instanceof String string
                ? DSL.val(string.substring(
                        0,
                        string.offsetByCodePoints(0, Math.min(KEY_LENGTH, string.codePointCount(0, string.length())))))
                : DSL.val(((Number) operand).doubleValue());
        return Optional.of(DSL.condition(
                "khive_" + (text ? "text" : "number") + "_key({0}, {1}::text[])" + (text ? " COLLATE \"C\" " : " ")
                        + operator + " {2}",
                document(place),
                DSL.inline(path(place.steps())),
                bound));
    }

    @Override
    public Field<Long> instantSeconds(Field<String> text) {
        return DSL.field("khive_instant_seconds({0})", SQLDataType.BIGINT, text);
    }

    @Override
    public Field<Integer> size(JsonPlace place) {
        return DSL.field(
                "(CASE jsonb_typeof({0}) WHEN 'array' THEN jsonb_array_length({0})"
                        + " WHEN 'object' THEN (SELECT count(*)::integer FROM jsonb_object_keys({0})) END)",
                SQLDataType.INTEGER, value(place));
    }

    private static Field<?> document(JsonPlace place) {
        return DSL.field("({0})::jsonb", place.column());
    }

    private static Field<?> value(JsonPlace place) {
        return place.steps().size() == 1 && place.steps().getFirst() instanceof String key
                ? DSL.field("({0} -> {1})", document(place), DSL.inline(key))
                : DSL.field("({0} #> {1}::text[])", document(place), DSL.inline(path(place.steps())));
    }
}
