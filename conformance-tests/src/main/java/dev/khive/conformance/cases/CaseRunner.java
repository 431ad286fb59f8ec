package dev.khive.conformance.cases;

import dev.khive.api.Backend;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryException.Reason;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.conformance.cases.PlacedCases.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs cases on a backend, in a tenant that nothing else has, and judges each answer. */
public final class CaseRunner {
    private final CaseGraphs graphs;
    private final Operands operands;

    /** A runner on a backend. */
    public CaseRunner(Backend backend, Operands operands) {
        this.graphs = new CaseGraphs(backend);
        this.operands = operands;
    }

    /**
     * Runs every case that the operands allow: errors of constants may be met later when these stand elsewhere, so only those
     * that expect rows are run then.
     *
     * @param progress told each verdict as it is found
     */
    public List<Verdict> run(List<GraphCase> cases, Consumer<Verdict> progress) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Placed placed : new PlacedCases(graphs, operands).place(cases)) {
            Verdict verdict = judge(placed);
            verdicts.add(verdict);
            progress.accept(verdict);
        }
        return verdicts;
    }

    /** Runs every case. */
    public List<Verdict> run(List<GraphCase> cases) {
        return run(cases, verdict -> {});
    }

    /** The rewrites that change the plan of a case, none where its query is refused. */
    List<String> rewrites(GraphCase test) {
        try {
            return graphs.holding(test.graph())
                    .explain(test.query(), test.parameters())
                    .rewrites();
        } catch (QueryException refused) {
            return List.of();
        }
    }

    private Verdict judge(Placed placed) {
        GraphCase test = placed.test();
        try {
            Storage storage = placed.storage() == null ? graphs.holding(test.graph()) : placed.storage();
            return answer(test, storage, placed.text(), placed.parameters());
        } catch (KhiveException failure) {
            return raised(test, placed.text(), failure);
        } catch (RuntimeException broken) {
            return new Verdict(test.id(), test.feature(), placed.text(), Outcome.ERROR, broken.toString());
        }
    }

    private Verdict answer(
            GraphCase test, Storage storage, String text, Map<String, ? extends @Nullable Object> parameters) {
        List<String> columns;
        List<Row> rows;
        try (QueryResult result = storage.query(text, parameters)) {
            columns = result.columns().stream().map(QueryColumn::name).toList();
            rows = result.toList();
        }
        return switch (test.expected()) {
            case Expected.Failure failure ->
                new Verdict(
                        test.id(),
                        test.feature(),
                        text,
                        Outcome.WRONG_ANSWER,
                        "expected " + describe(failure) + "\nfound    " + columns + " " + rows);
            case Expected.Rows wanted -> compare(test, text, wanted, columns, rows);
        };
    }

    private Verdict compare(GraphCase test, String text, Expected.Rows expected, List<String> columns, List<Row> rows) {
        boolean anyOrder = expected.listOrderIgnored();
        List<List<String>> wanted = new ArrayList<>();
        for (List<?> row : expected.rows()) {
            wanted.add(row.stream()
                    .map(value -> CaseValues.expected(value, anyOrder))
                    .toList());
        }
        List<List<String>> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(row.toList().stream()
                    .map(value -> CaseValues.text(value, anyOrder))
                    .toList());
        }
        if (!expected.ordered()) {
            wanted.sort((a, b) -> a.toString().compareTo(b.toString()));
            found.sort((a, b) -> a.toString().compareTo(b.toString()));
        }
        boolean columnsCount = expected.columns() != null && operands == Operands.WRITTEN;
        boolean same = wanted.equals(found) && (!columnsCount || columns.equals(expected.columns()));
        return new Verdict(
                test.id(),
                test.feature(),
                text,
                same ? Outcome.PASSED : Outcome.WRONG_ANSWER,
                same ? "" : "expected " + expected.columns() + " " + wanted + "\nfound    " + columns + " " + found);
    }

    private static Verdict raised(GraphCase test, String text, KhiveException failure) {
        String found = failure.category() + " " + failure.getMessage();
        Outcome outcome = Outcome.ERROR;
        if (failure instanceof QueryException refused) {
            found = refused.reason() + " " + refused.code() + " " + refused.getMessage();
            String phase = refused.reason() == Reason.EVALUATION || refused.reason() == Reason.PARAMETER
                    ? "runtime"
                    : "compile time";
            if (refused.reason() == Reason.REJECTED) {
                outcome = Outcome.REJECTED;
            } else if (test.expected() instanceof Expected.Failure wanted
                    && (wanted.phase().equals(phase) || wanted.phase().equals("any time"))) {
                return new Verdict(test.id(), test.feature(), text, Outcome.PASSED, refused.code());
            }
        }
        String wanted = test.expected() instanceof Expected.Failure wantedFailure ? describe(wantedFailure) : "rows";
        return new Verdict(test.id(), test.feature(), text, outcome, "expected " + wanted + "\nraised   " + found);
    }

    private static String describe(Expected.Failure failure) {
        return failure.category() + " at " + failure.phase() + " (" + failure.detail() + ")";
    }
}
