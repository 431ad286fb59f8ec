package dev.khive.query.sql;

import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a value by its kind.
 *
 * @param map for maps and everything that is written as one: nodes, edges, paths, dates, floats that are not finite
 * @param otherwise where there is nothing for its kind; null for NULL
 */
public record Kinds(
        @Nullable Field<Object> text,
        @Nullable Field<Object> number,
        @Nullable Field<Object> bool,
        @Nullable Field<Object> list,
        @Nullable Field<Object> map,
        @Nullable Field<Object> otherwise) {
    static Kinds otherwise(@Nullable Field<Object> otherwise) {
        return new Kinds(null, null, null, null, null, otherwise);
    }

    Kinds ofText(Field<Object> then) {
        return new Kinds(then, number, bool, list, map, otherwise);
    }

    Kinds ofNumber(Field<Object> then) {
        return new Kinds(text, then, bool, list, map, otherwise);
    }

    Kinds ofBoolean(Field<Object> then) {
        return new Kinds(text, number, then, list, map, otherwise);
    }

    Kinds ofList(Field<Object> then) {
        return new Kinds(text, number, bool, then, map, otherwise);
    }

    Kinds ofMap(Field<Object> then) {
        return new Kinds(text, number, bool, list, then, otherwise);
    }
}
