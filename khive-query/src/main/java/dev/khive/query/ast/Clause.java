package dev.khive.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of the pipeline. */
public sealed interface Clause extends AstNode {
    /** MATCH or OPTIONAL MATCH. */
    record Match(
            Position position,
            boolean optional,
            List<Pattern.Path> paths,
            @Nullable Expression where) implements Clause {
        /** Copies what it is given. */
        public Match {
            paths = List.copyOf(paths);
        }
    }

    /** WITH. */
    record With(
            Position position,
            Projection projection,
            @Nullable Expression where) implements Clause {}

    /**
     * UNWIND list AS variable, or FOR variable IN list.
     *
     * @param ordinal the variable that counts the elements, null for none
     * @param firstOrdinal of the first element: 1 for ORDINALITY, 0 for OFFSET
     */
    record Unwind(
            Position position,
            Expression list,
            String variable,
            @Nullable String ordinal,
            int firstOrdinal) implements Clause {}

    /**
     * CALL with a query in braces: for each row its rows, with the columns that it returns.
     *
     * @param imported what the query sees of the row: null where its first WITH says so, or it has none and sees nothing; otherwise
     *     variables, or nothing where the list is empty
     * @param everything whether the query sees the whole row
     */
    record Call(
            Position position, boolean everything, @Nullable List<Expression.Variable> imported, Query query)
            implements Clause {
        /** Copies what it is given. */
        public Call {
            imported = imported == null ? null : List.copyOf(imported);
        }
    }

    /** RETURN. */
    record Return(Position position, Projection projection) implements Clause {}
}
