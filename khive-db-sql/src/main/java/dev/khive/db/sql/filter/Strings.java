package dev.khive.db.sql.filter;

import dev.khive.api.filter.StringMatch;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Matches of strings in which no character has a meaning of its own, unlike in LIKE. */
final class Strings {
    private Strings() {}

    static Condition match(Field<String> value, StringMatch match, String text, JsonDialect json) {
        if (text.isEmpty()) {
            return value.isNotNull();
        }
        int length = json.characters(text);
        return switch (match) {
            case STARTS_WITH -> DSL.left(value, DSL.inline(length)).eq(DSL.val(text));
            case ENDS_WITH -> DSL.right(value, DSL.inline(length)).eq(DSL.val(text));
            case CONTAINS -> DSL.position(value, DSL.val(text)).gt(DSL.inline(0));
        };
    }
}
