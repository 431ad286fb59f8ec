package dev.khive.conformance.cases;

import dev.khive.api.Storage;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases with their constants where they are to stand. */
final class PlacedCases {
    /**
     * A case as it is to be run.
     *
     * @param storage the stores to ask, null for those of the case's graph
     */
    record Placed(
            GraphCase test,
            String text,
            Map<String, ? extends @Nullable Object> parameters,
            @Nullable Storage storage) {}

    private final CaseGraphs graphs;
    private final Operands operands;

    PlacedCases(CaseGraphs graphs, Operands operands) {
        this.graphs = graphs;
        this.operands = operands;
    }

    /** The cases that can have their constants there. */
    List<Placed> place(List<GraphCase> cases) {
        if (operands == Operands.WRITTEN) {
            return cases.stream()
                    .map(test -> new Placed(test, test.query(), test.parameters(), null))
                    .toList();
        }
        List<GraphCase> answered = cases.stream()
                .filter(test -> test.expected() instanceof Expected.Rows)
                .toList();
        Storage beside = graphs.beside();
        Literals literals = new Literals(beside);
        return operands == Operands.PROPERTIES
                ? stored(answered, literals, beside)
                : answered.stream().map(test -> passed(test, literals)).toList();
    }

    private Placed passed(GraphCase test, Literals literals) {
        Literals.Moved moved = literals.asParameters(test.query(), operands == Operands.PARAMETERS_OF_UNKNOWN_TYPE);
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(test.parameters());
        parameters.putAll(moved.values());
        return new Placed(test, moved.text(), parameters, null);
    }

    private List<Placed> stored(List<GraphCase> cases, Literals literals, Storage beside) {
        List<Placed> placed = new ArrayList<>();
        List<EntityDraft> nodes = new ArrayList<>();
        for (GraphCase test : cases) {
            String label = "Operands" + nodes.size();
            Optional<Literals.Moved> moved = literals.asProperties(test.query(), label);
            moved.ifPresent(there -> {
                nodes.add(EntityDraft.of(label, there.values()));
                placed.add(new Placed(test, there.text(), test.parameters(), beside));
            });
        }
        graphs.store(beside, nodes, List.of());
        return placed;
    }
}
