package dev.khive.conformance.reference;

import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.query.ast.Position;
import dev.khive.query.parse.QueryErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One run of a query: what it sees, and its evaluators, which ask each other. */
final class Evaluation {
    private final ReferenceGraph graph;
    private final Map<String, ?> parameters;
    private final Instant now;
    private final Duration limit;
    private final long begin = System.nanoTime();
    private final Clauses clauses = new Clauses(this);
    private final Projections projections = new Projections(this);
    private final Patterns patterns = new Patterns(this);
    private final ExpressionValues expressions = new ExpressionValues(this);

    Evaluation(ReferenceGraph graph, Map<String, ?> parameters, Instant now, Duration limit) {
        this.graph = graph;
        this.parameters = parameters;
        this.now = now;
        this.limit = limit;
    }

    ReferenceGraph graph() {
        return graph;
    }

    Map<String, ?> parameters() {
        return parameters;
    }

    Instant now() {
        return now;
    }

    Clauses clauses() {
        return clauses;
    }

    Projections projections() {
        return projections;
    }

    Patterns patterns() {
        return patterns;
    }

    ExpressionValues expressions() {
        return expressions;
    }

    /** Ends an evaluation that takes too long, or that nobody waits for any more. */
    void checkTime() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(
                    "The query was ended: its thread was interrupted.", ErrorContext.of("query", "query"), null);
        }
        if (System.nanoTime() - begin > limit.toNanos()) {
            throw new OperationTimeoutException(
                    "The query ran longer than " + limit + " and was ended.",
                    ErrorContext.of("query", "query").withRetryable(true),
                    null);
        }
    }

    static RuntimeException wrongType(Position position, String message) {
        return QueryErrors.evaluation(position, "InvalidArgumentType", message);
    }
}
