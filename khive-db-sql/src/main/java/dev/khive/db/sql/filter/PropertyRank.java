package dev.khive.db.sql.filter;

import java.util.List;
import org.jooq.CaseConditionStep;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What a property sorts by: its type in the order of {@link dev.khive.api.page.Order}, then a number, then a text. */
final class PropertyRank {
    /** The tags of values in the order of their types; what has none is a map. */
    private static final List<String> TEMPORAL =
            List.of("$datetime", "$localdatetime", "$date", "$time", "$localtime", "$duration");

    private static final int MAP = 0;
    private static final int LIST = 1;
    private static final int FIRST_TEMPORAL = 2;
    private static final int STRING = 8;
    private static final int BOOLEAN = 9;
    private static final int MINUS_INFINITY = 10;
    private static final int NUMBER = 11;
    private static final int INFINITY = 12;
    private static final int NAN = 13;
    private static final int MISSING = 14;

    private final JsonPlace place;
    private final JsonDialect json;
    private final Field<String> type;

    PropertyRank(JsonPlace place, JsonDialect json) {
        this.place = place;
        this.json = json;
        this.type = json.type(place);
    }

    Field<Integer> type() {
        Field<String> special = tagged("$float");
        CaseConditionStep<Integer> rank = DSL.when(isType("text"), DSL.inline(STRING))
                .when(isType("integer").or(isType("real")), DSL.inline(NUMBER))
                .when(isType("true").or(isType("false")), DSL.inline(BOOLEAN))
                .when(isType("array"), DSL.inline(LIST))
                .when(type.isNull().or(isType("null")), DSL.inline(MISSING));
        for (int i = 0; i < TEMPORAL.size(); i++) {
            rank = rank.when(tagged(TEMPORAL.get(i)).isNotNull(), DSL.inline(FIRST_TEMPORAL + i));
        }
        return rank.when(special.eq(DSL.inline("NaN")), DSL.inline(NAN))
                .when(special.eq(DSL.inline("Infinity")), DSL.inline(INFINITY))
                .when(special.eq(DSL.inline("-Infinity")), DSL.inline(MINUS_INFINITY))
                .otherwise(DSL.inline(MAP));
    }

    @SuppressWarnings("unchecked") // Integers and floats of one column: the database compares them exactly.
    Field<?> number() {
        CaseConditionStep<Object> number = DSL.when(
                        isType("integer").or(isType("real")), (Field<Object>) (Field<?>) json.number(place))
                .when(isType("true"), (Field<Object>) (Field<?>) DSL.inline(1));
        for (String tag : TEMPORAL) {
            Field<String> text = tagged(tag);
            number = number.when(text.isNotNull(), (Field<Object>) (Field<?>) TemporalKeys.number(tag, text, json));
        }
        return number.otherwise((Field<Object>) (Field<?>) DSL.inline(0));
    }

    Field<String> text() {
        CaseConditionStep<String> result = DSL.when(isType("text"), json.byCodePoint(json.string(place)));
        for (String tag : TEMPORAL) {
            Field<String> text = tagged(tag);
            result = result.when(text.isNotNull(), TemporalKeys.text(tag, text));
        }
        return result.otherwise(DSL.inline("", SQLDataType.VARCHAR));
    }

    private org.jooq.Condition isType(String name) {
        return type.eq(DSL.inline(name));
    }

    private Field<String> tagged(String tag) {
        return json.string(place.inside(tag));
    }
}
