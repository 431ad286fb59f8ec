package dev.khive.query.sql;

import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What a variable stands for inside of a statement. */
sealed interface Binding {
    /** A value. */
    record Value(SqlValue value) implements Binding {}

    /** A row of the node table or the edge table, known by its key; the row itself is joined when it is asked for. */
    final class Row implements Binding {
        final boolean node;
        final Field<Object> key;
        final boolean nullable;

        @Nullable
        String alias;

        Row(boolean node, Field<Object> key, boolean nullable, @Nullable String alias) {
            this.node = node;
            this.key = key;
            this.nullable = nullable;
            this.alias = alias;
        }

        /** The same row as another frame sees it; what that frame joins is its own. */
        Row copy() {
            return new Row(node, key, nullable, alias);
        }
    }
}
