package dev.khive.db.h2;

import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.JsonPlace;
import java.math.BigDecimal;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** JSON as text, looked into by {@link JsonFunctions}; each step of a place is an argument, so a key can be any text. */
final class H2Json implements JsonDialect {
    @Override
    public String parameter() {
        return "?";
    }

    @Override
    public String text(String column) {
        return column;
    }

    @Override
    public Field<String> type(JsonPlace place) {
        return look("khive_json_type", place, SQLDataType.VARCHAR);
    }

    @Override
    public Field<String> string(JsonPlace place) {
        return look("khive_json_string", place, SQLDataType.VARCHAR);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // A decimal is every number.
    public Field<Number> number(JsonPlace place) {
        return (Field) look("khive_json_number", place, SQLDataType.NUMERIC);
    }

    /** Exactly the number that the float is. */
    @Override
    public Field<?> operand(Number operand) {
        return DSL.val(
                operand instanceof Double number ? new BigDecimal(number) : BigDecimal.valueOf(operand.longValue()));
    }

    @Override
    public Field<Long> instantSeconds(Field<String> text) {
        return DSL.field("khive_instant_seconds({0})", SQLDataType.BIGINT, text);
    }

    @Override
    public Field<Integer> size(JsonPlace place) {
        return look("khive_json_size", place, SQLDataType.INTEGER);
    }

    /** H2 compares UTF-16, in which what is beyond the first 65,536 code points comes too early. */
    @Override
    public Field<String> byCodePoint(Field<String> text) {
        return DSL.field("khive_by_code_point({0})", SQLDataType.VARCHAR, text);
    }

    @Override
    public int characters(String text) {
        return text.length();
    }

    private static <T> Field<T> look(String function, JsonPlace place, DataType<T> type) {
        StringBuilder steps = new StringBuilder();
        for (Object step : place.steps()) {
            String text = step.toString();
            steps.append(step instanceof String ? 'k' : 'i')
                    .append(text.length())
                    .append(':')
                    .append(text);
        }
        return DSL.field(function + "({0}, {1})", type, place.column(), DSL.inline(steps.toString()));
    }
}
