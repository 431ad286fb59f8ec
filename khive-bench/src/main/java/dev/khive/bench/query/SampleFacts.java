package dev.khive.bench.query;

import dev.khive.bench.graph.NodeKind;
import dev.khive.bench.graph.Relation;
import dev.khive.bench.graph.SocialGraph;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.IndexedProperty;
import dev.khive.query.facts.GraphFacts.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a compiler is told of the graph. */
public enum SampleFacts {
    /** Nothing, as in a transaction that has written. */
    UNKNOWN,
    /** The label sets and edge shapes of a social graph, with which plans are searched for by cost. */
    SOCIAL;

    private static final List<NodeKind> KINDS = List.of(NodeKind.values());
    private static final List<Relation> RELATIONS = List.of(Relation.values());
    private static final double FACTOR = 0.01;
    private static final long SEED = 1;

    /** The facts. */
    public GraphFacts facts() {
        return switch (this) {
            case UNKNOWN -> GraphFacts.UNKNOWN;
            case SOCIAL -> of(SocialGraph.generate(FACTOR, SEED));
        };
    }

    private static GraphFacts of(SocialGraph graph) {
        List<LabelSet> sets = KINDS.stream()
                .map(kind -> new LabelSet(0, KINDS.indexOf(kind), kind.labels(), graph.count(kind)))
                .toList();
        List<GraphFacts.Relation> relations = RELATIONS.stream()
                .map(relation -> new GraphFacts.Relation(0, RELATIONS.indexOf(relation), relation.name()))
                .toList();
        Map<List<Integer>, Long> counts = IntStream.range(0, graph.edgeCount())
                .mapToObj(edge -> List.of(
                        KINDS.indexOf(graph.kind(graph.source(edge))),
                        RELATIONS.indexOf(graph.relation(edge)),
                        KINDS.indexOf(graph.kind(graph.target(edge)))))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return GraphFacts.of(
                sets,
                relations,
                counts.entrySet().stream()
                        .map(shape -> new EdgeShape(
                                shape.getKey().get(0),
                                shape.getKey().get(1),
                                shape.getKey().get(2),
                                shape.getValue()))
                        .toList(),
                Set.of(new IndexedProperty(true, List.of("name"))));
    }
}
