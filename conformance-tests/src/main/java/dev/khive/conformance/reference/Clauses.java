package dev.khive.conformance.reference;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries and their clauses: rows in, rows out. */
final class Clauses {
    private final Evaluation evaluation;

    Clauses(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Bindings> query(Query query, List<Bindings> input) {
        List<Bindings> rows = single(query.parts().getFirst(), input);
        for (int index = 1; index < query.parts().size(); index++) {
            List<Bindings> both = new ArrayList<>(rows);
            both.addAll(single(query.parts().get(index), input));
            rows = query.unionAll().get(index - 1) ? both : distinct(both);
        }
        return query.next() == null ? rows : query(query.next(), rows);
    }

    static List<Bindings> distinct(List<Bindings> rows) {
        return Orderability.distinct(rows, Comparator.comparing(Bindings::inOrder, Orderability.ROWS));
    }

    private List<Bindings> single(SingleQuery query, List<Bindings> input) {
        List<Bindings> rows = input;
        for (Clause clause : query.clauses()) {
            rows = clause(clause, rows);
        }
        return rows;
    }

    private List<Bindings> clause(Clause clause, List<Bindings> input) {
        return switch (clause) {
            case Clause.Match match ->
                input.stream().flatMap(row -> match(match, row).stream()).toList();
            case Clause.Unwind unwind ->
                input.stream().flatMap(row -> unwind(unwind, row).stream()).toList();
            case Clause.With with -> evaluation.projections().rows(with.projection(), with.where(), input);
            case Clause.Return result -> evaluation.projections().rows(result.projection(), null, input);
        };
    }

    private List<Bindings> match(Clause.Match match, Bindings row) {
        List<Bindings> matches = evaluation.patterns().matches(match.paths(), match.where(), row);
        return matches.isEmpty() && match.optional() ? List.of(withNulls(match.paths(), row)) : matches;
    }

    private static Bindings withNulls(List<Pattern.Path> paths, Bindings row) {
        Bindings nulls = row;
        for (String name : Patterns.variables(paths)) {
            nulls = row.has(name) ? nulls : nulls.with(name, null);
        }
        return nulls;
    }

    private List<Bindings> unwind(Clause.Unwind unwind, Bindings row) {
        List<? extends @Nullable Object> list = evaluation.expressions().list(unwind.list(), row);
        List<Bindings> rows = new ArrayList<>();
        for (int index = 0; list != null && index < list.size(); index++) {
            Bindings element = row.with(unwind.variable(), list.get(index));
            rows.add(
                    unwind.ordinal() == null
                            ? element
                            : element.with(unwind.ordinal(), (long) index + unwind.firstOrdinal()));
        }
        return rows;
    }
}
