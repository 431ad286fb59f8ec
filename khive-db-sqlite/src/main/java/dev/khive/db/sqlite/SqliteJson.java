package dev.khive.db.sqlite;

import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.JsonPlace;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * JSONB in SQLite. A key becomes part of a path where a path can hold it; the others, with a quotation mark, a backslash or a
 * control character, are looked up among the keys of their object.
 */
final class SqliteJson implements JsonDialect {
    /**
     * Whether a key can stand in a path between quotation marks, and so be indexed.
     *
     * @param key any text
     */
    static boolean fitsPath(String key) {
        return key.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
    }

    /** The path of keys that all fit it, for example {@code $."address"."city"}. */
    static String path(List<String> keys) {
        StringBuilder path = new StringBuilder("$");
        keys.forEach(key -> path.append(".\"").append(key).append('"'));
        return path.toString();
    }

    @Override
    public String parameter() {
        return "jsonb(?)";
    }

    @Override
    public String text(String column) {
        return "json(" + column + ")";
    }

    @Override
    public Field<String> type(JsonPlace place) {
        return Source.of(place).look("json_type({0}, {1})", "type", SQLDataType.VARCHAR);
    }

    @Override
    public Field<String> string(JsonPlace place) {
        return Source.of(place).look("json_extract({0}, {1})", "value", SQLDataType.VARCHAR);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"
    }) // SQLite decides between integer and float row by row; jOOQ has no type for both.
    public Field<Number> number(JsonPlace place) {
        return (Field) Source.of(place).look("json_extract({0}, {1})", "value", SQLDataType.NUMERIC);
    }

    @Override
    public Field<Long> instantSeconds(Field<String> text) {
        return DSL.field(InstantSql.SECONDS, SQLDataType.BIGINT, text);
    }

    @Override
    public Field<Integer> size(JsonPlace place) {
        return Source.of(place).entered().look("(SELECT count(*) FROM json_each({0}, {1}))", "", SQLDataType.INTEGER);
    }

    /**
     * A JSON value, a path in it, and perhaps one more key there that no path can hold.
     *
     * @param lastKey empty when the path says all
     */
    private record Source(Field<?> json, String path, String lastKey) {
        static Source of(JsonPlace place) {
            Source source = new Source(place.column(), "$", "");
            for (Object step : place.steps()) {
                source = source.step(step);
            }
            return source;
        }

        private Source step(Object step) {
            Source from = entered();
            if (step instanceof String key) {
                return fitsPath(key)
                        ? new Source(from.json, from.path + ".\"" + key + "\"", "")
                        : new Source(from.json, from.path, key);
            }
            return new Source(from.json, from.path + "[" + step + "]", "");
        }

        /** The same place with no key left over, for a step further in. Only an object or an array has an inside. */
        private Source entered() {
            if (lastKey.isEmpty()) {
                return this;
            }
            Field<?> inside = DSL.field(
                    "(SELECT e.value FROM json_each({0}, {1}) AS e WHERE e.key = {2} AND e.type IN ('object', 'array'))",
                    json, DSL.inline(path), DSL.val(lastKey));
            return new Source(inside, "$", "");
        }

        <T> Field<T> look(String byPath, String column, org.jooq.DataType<T> type) {
            return lastKey.isEmpty()
                    ? DSL.field(byPath, type, json, DSL.inline(path))
                    : DSL.field(
                            "(SELECT e." + column + " FROM json_each({0}, {1}) AS e WHERE e.key = {2})",
                            type,
                            json,
                            DSL.inline(path),
                            DSL.val(lastKey));
        }
    }
}
