package dev.khive.query.sql;

import dev.khive.query.analysis.Type;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * An expression as SQL. How a value is carried depends on its type and on the dialect, see {@link CarrierSql}: a node or edge
 * by its internal key, a path as a list of keys in turn, a list of nodes or edges as a list of keys. Null is always SQL's NULL.
 *
 * @param type what is known of it
 * @param sql its carrier
 * @param typeOf of a value of unknown type, its JSON type, where that is cheaper than to ask the JSON text
 * @param scalar of a value of unknown type, the SQL value of a number or text, where that is cheaper; on PostgreSQL the value as
 *     it is stored, in which JSON's null may stand for null
 * @param simple whether it may be written several times in one statement
 * @param again of a property whose {@code scalar} is kept in a column, the property read anew
 * @param handedOut what a column of the result may hold in its place, where that is cheaper: JSON's null may stand for null,
 *     and an integer for its text
 */
public record SqlValue(
        Type type,
        Field<Object> sql,
        @Nullable Field<Object> typeOf,
        @Nullable Field<Object> scalar,
        boolean simple,
        @Nullable SqlValue again,
        @Nullable Field<Object> handedOut) {
    static SqlValue simple(Type type, Field<Object> sql) {
        return new SqlValue(type, sql, null, null, true, null, null);
    }

    /** Whether its scalar is kept in a column, and whatever else is asked of it is dearer. */
    boolean kept() {
        return again != null;
    }

    /** What is asked where the scalar does not tell. */
    SqlValue asked() {
        return again == null ? this : again;
    }

    static SqlValue of(Type type, Field<Object> sql) {
        return new SqlValue(type, sql, null, null, false, null, null);
    }

    /** What a column of the result holds. */
    Field<Object> column() {
        return handedOut == null ? sql : handedOut;
    }
}
