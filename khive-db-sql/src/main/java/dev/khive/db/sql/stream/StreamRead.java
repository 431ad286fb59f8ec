package dev.khive.db.sql.stream;

import dev.khive.api.ReadScope;
import dev.khive.api.error.ErrorContext;
import dev.khive.db.sql.scope.KnownFacts;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.RowStatement;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose rows are streamed.
 *
 * @param call what errors name
 * @param scope what it may see, null for the operator's statement, which sees everything
 * @param leastVersion the version of the scope that it waits for, 0 for whatever is there
 * @param limit how long the database may work for it
 * @param facts where the facts of the scope's graph are found, null where the statement needs none
 * @param statement for the rows of the scope's namespaces, none for the operator's; called once, on the snapshot that it is to be
 *     run on
 */
public record StreamRead<T>(
        ErrorContext call,
        @Nullable ReadScope scope,
        long leastVersion,
        Duration limit,
        @Nullable KnownFacts facts,
        Function<ScopeRows, RowStatement<T>> statement) {}
