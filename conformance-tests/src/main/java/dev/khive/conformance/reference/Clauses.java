package dev.khive.conformance.reference;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries and their clauses: rows in, rows out. */
final class Clauses {
    private final Evaluation evaluation;

    Clauses(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Table query(Query query, Table input) {
        return query(query, part -> input);
    }

    private Table query(Query query, Function<SingleQuery, Table> input) {
        Table table = single(query.parts().getFirst(), input.apply(query.parts().getFirst()));
        for (int index = 1; index < query.parts().size(); index++) {
            List<Bindings> both = new ArrayList<>(table.rows());
            SingleQuery part = query.parts().get(index);
            both.addAll(single(part, input.apply(part)).rows());
            table = new Table(table.names(), query.unionAll().get(index - 1) ? both : distinct(both));
        }
        return query.next() == null ? table : query(query.next(), table);
    }

    private static List<Bindings> distinct(List<Bindings> rows) {
        return Orderability.distinct(rows, Comparator.comparing(Bindings::inOrder, Orderability.ROWS));
    }

    private Table single(SingleQuery query, Table input) {
        Table table = input;
        for (Clause clause : query.clauses()) {
            table = clause(clause, table);
        }
        return table;
    }

    private Table clause(Clause clause, Table input) {
        return switch (clause) {
            case Clause.Match match ->
                new Table(
                        input.namesAnd(Patterns.variables(match.paths())),
                        input.rows().stream()
                                .flatMap(row -> match(match, row).stream())
                                .toList());
            case Clause.Unwind unwind ->
                new Table(
                        input.namesAnd(
                                unwind.ordinal() == null
                                        ? List.of(unwind.variable())
                                        : List.of(unwind.variable(), unwind.ordinal())),
                        input.rows().stream()
                                .flatMap(row -> unwind(unwind, row).stream())
                                .toList());
            case Clause.Call call ->
                new Table(
                        input.namesAnd(called(call, input.names(), List.of()).names()),
                        input.rows().stream()
                                .flatMap(row -> called(call, input.names(), List.of(row)).rows().stream()
                                        .map(row::under))
                                .toList());
            case Clause.With with -> evaluation.projections().table(with.projection(), with.where(), input);
            case Clause.Return result -> evaluation.projections().table(result.projection(), null, input);
        };
    }

    /** The rows of the query in braces for the rows that it sees. */
    private Table called(Clause.Call call, Set<String> names, List<Bindings> rows) {
        Table whole = new Table(names, rows);
        if (call.imported() == null) {
            return query(call.query(), part -> imports(part) ? whole : only(whole, Set.of()));
        }
        Set<String> seen =
                call.imported().stream().map(Expression.Variable::name).collect(Collectors.toSet());
        return query(call.query(), part -> call.everything() ? whole : only(whole, seen));
    }

    private static Table only(Table table, Set<String> names) {
        return new Table(
                names, table.rows().stream().map(row -> row.only(names)).toList());
    }

    /** Whether a part begins with WITH and nothing but names of variables. */
    private static boolean imports(SingleQuery part) {
        return part.clauses().getFirst() instanceof Clause.With(var position, Projection taken, var where)
                && where == null
                && !taken.distinct()
                && taken.orderBy().isEmpty()
                && taken.skip() == null
                && taken.limit() == null
                && taken.items().stream()
                        .allMatch(item -> item.expression() instanceof Expression.Variable(var place, String name)
                                && name.equals(item.name()));
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
