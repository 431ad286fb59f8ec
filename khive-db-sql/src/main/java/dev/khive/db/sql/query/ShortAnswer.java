package dev.khive.db.sql.query;

import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.db.sql.query.AnswerLengths.Length;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopeAccess.FirstRows;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.query.CompiledQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that is likely to be short, and is asked for whole with the state of its scopes. For one use. */
final class ShortAnswer {
    private final Execution execution;
    private final Length before;
    private final long most;
    private final int shown;
    private @Nullable CompiledQuery compiled;

    /**
     * An answer that is yet to be asked for.
     *
     * @param before what the last one was like
     */
    ShortAnswer(Execution execution, Length before) {
        this.execution = execution;
        this.before = before;
        this.most = execution.mostRows();
        this.shown = (int) Math.min(most, StreamedResult.ROWS_AT_A_TIME);
    }

    /**
     * Asks; empty where the answer is not to be had so, or is longer.
     *
     * @param begin when the query began, by {@link System#nanoTime}
     */
    Optional<QueryResult> read(ScopeAccess access, AnswerLengths lengths, long begin) {
        List<Row> rows = access.readAtOnce(SqlGraphQueries.CALL, this::first, execution.limit())
                .orElse(null);
        CompiledQuery made = compiled;
        if (made == null || rows == null || (rows.size() > shown && shown < most)) {
            return Optional.empty();
        }
        if (made.tellsState() && Length.ofWhole(true, System.nanoTime() - begin) == Length.SLOW) {
            lengths.note(execution.text(), Length.SLOW);
        }
        return Optional.of(
                new ShortResult(made, rows.size() > shown ? rows.subList(0, shown) : rows, rows.size() > shown));
    }

    private Optional<FirstRows<Row>> first(ScopeRows scopes) {
        CompiledQuery made = execution.compiled(scopes.facts());
        if (!isAsked(made)) {
            return Optional.empty();
        }
        compiled = made;
        return Optional.of(new FirstRows<>(
                execution.statement(made, scopes),
                isBounded(made) ? FirstRows.ALL : shown + 1,
                made.tellsState() ? made.columns().size() + 1 : 0));
    }

    /** An answer that can be without rows, which tell the state, is not asked for twice; neither is one that takes long. */
    private boolean isAsked(CompiledQuery made) {
        return made.tellsState() ? before == Length.SHORT : isBounded(made) || before.isShort() || shown == most;
    }

    private static boolean isBounded(CompiledQuery made) {
        return made.mostRows() <= StreamedResult.ROWS_AT_A_TIME;
    }
}
