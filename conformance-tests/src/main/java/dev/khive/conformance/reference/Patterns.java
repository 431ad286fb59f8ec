package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Entry;
import dev.khive.query.ast.Expression.MapLiteral;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.ast.Pattern.Mode;
import dev.khive.query.ast.Pattern.NodePattern;
import dev.khive.query.ast.Pattern.Path;
import dev.khive.query.ast.Pattern.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds every way in which paths lie in the graph: tries each node for the first of a path, each edge from there, and so on, and
 * keeps what meets every condition. No edge is met twice in one MATCH.
 */
final class Patterns {
    private final Evaluation evaluation;
    private final Walks walks;

    Patterns(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.walks = new Walks(evaluation);
    }

    /** A part of a pattern with the node or edge that was found for it. */
    private record Found(
            @Nullable Expression properties,
            @Nullable Expression where,
            @Nullable String variable,
            Object value) {}

    /**
     * What has been found so far.
     *
     * @param met every edge of the paths that may not repeat any
     * @param nodes of the path that is being walked
     * @param edges of the path that is being walked
     */
    private record State(
            Bindings row, List<EdgeValue> met, List<Found> found, List<NodeValue> nodes, List<EdgeValue> edges) {
        State at(NodePattern pattern, NodeValue node) {
            return new State(
                    bound(pattern.variable(), node),
                    met,
                    plus(found, new Found(pattern.properties(), pattern.where(), pattern.variable(), node)),
                    nodes,
                    edges);
        }

        State start(NodeValue node) {
            return new State(row, met, found, List.of(node), List.of());
        }

        State walked(EdgePattern pattern, Walks.Walk walk, boolean repeats) {
            boolean single = pattern.length() == null;
            Object value = single ? walk.edges().getFirst() : walk.edges();
            List<Found> more = new ArrayList<>(found);
            if (single || Walks.namesOthers(pattern)) {
                walk.edges()
                        .forEach(edge ->
                                more.add(new Found(pattern.properties(), pattern.where(), pattern.variable(), edge)));
            }
            return new State(
                    bound(pattern.variable(), value),
                    repeats ? met : joined(met, walk.edges()),
                    more,
                    joined(nodes, walk.nodes()),
                    joined(edges, walk.edges()));
        }

        Bindings bound(@Nullable String variable, Object value) {
            return variable == null ? row : row.with(variable, value);
        }
    }

    private static <T> List<T> plus(List<T> list, T element) {
        return joined(list, List.of(element));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** The names that paths bind. */
    static Set<String> variables(List<Path> paths) {
        List<@Nullable String> names = new ArrayList<>();
        for (Path path : paths) {
            names.add(path.variable());
            path.nodes().forEach(node -> names.add(node.variable()));
            path.edges().forEach(edge -> names.add(edge.variable()));
        }
        return names.stream().filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Bindings> matches(List<Path> paths, @Nullable Expression where, Bindings row) {
        List<State> states = List.of(new State(row, List.of(), List.of(), List.of(), List.of()));
        for (Path path : paths) {
            states =
                    states.stream().flatMap(state -> path(path, state).stream()).toList();
        }
        return states.stream()
                .filter(this::meetsConditions)
                .map(State::row)
                .filter(match ->
                        where == null || Truth.isTrue(evaluation.expressions().truth(where, match)))
                .toList();
    }

    /** An edge of a path that is searched is a list of edges, be it of one. */
    private static Path withLengths(Path path) {
        List<EdgePattern> edges = path.edges().stream()
                .map(edge -> new EdgePattern(
                        edge.position(),
                        edge.variable(),
                        edge.direction(),
                        edge.relations(),
                        edge.properties(),
                        edge.where(),
                        edge.length() == null ? new Length(1, 1) : edge.length()))
                .toList();
        return new Path(
                path.position(), path.variable(), path.selector(), path.count(), path.mode(), path.nodes(), edges);
    }

    private List<State> path(Path written, State state) {
        Path path = written.selector() == Selector.ALL ? written : withLengths(written);
        List<State> found = new ArrayList<>();
        for (NodeValue node : candidates(path.nodes().getFirst(), state.row())) {
            walk(path, 0, state.at(path.nodes().getFirst(), node).start(node), found);
        }
        return found;
    }

    /** Goes on from the node before the edge with this index. */
    private void walk(Path path, int index, State state, List<State> found) {
        if (index == path.edges().size()) {
            if (keepsMode(path, state.nodes())) {
                Bindings row = state.bound(path.variable(), new PathValue(state.nodes(), state.edges()));
                found.add(new State(row, state.met(), state.found(), List.of(), List.of()));
            }
            return;
        }
        EdgePattern edge = path.edges().get(index);
        NodePattern next = path.nodes().get(index + 1);
        List<NodeValue> ends = candidates(next, state.row());
        for (Walks.Walk walk : walks(path, edge, state.nodes().getLast(), ends)) {
            evaluation.checkTime();
            boolean repeats = path.mode() == Mode.WALK;
            boolean again = !repeats && walk.edges().stream().anyMatch(state.met()::contains);
            if (!again && isBoundEdge(edge, walk, state.row())) {
                walk(path, index + 1, state.walked(edge, walk, repeats).at(next, walk.end()), found);
            }
        }
    }

    private List<Walks.Walk> walks(Path path, EdgePattern edge, NodeValue from, List<NodeValue> ends) {
        return path.selector() == Selector.ALL
                ? walks.all(edge, path.mode(), from).stream()
                        .filter(walk -> ends.contains(walk.end()))
                        .toList()
                : ends.stream()
                        .flatMap(end -> walks.shortest(edge, path, from, end).stream())
                        .toList();
    }

    private static boolean keepsMode(Path path, List<NodeValue> nodes) {
        return isAllowed(path.mode(), nodes);
    }

    /** Whether nodes in a row are repeated only as a mode allows. */
    static boolean isAllowed(Mode mode, List<NodeValue> nodes) {
        List<NodeValue> once = switch (mode) {
            case TRAIL, WALK -> List.of();
            case ACYCLIC -> nodes;
            case SIMPLE ->
                nodes.size() > 1 && nodes.getFirst().equals(nodes.getLast()) ? nodes.subList(1, nodes.size()) : nodes;
        };
        return new HashSet<>(once).size() == once.size();
    }

    private List<NodeValue> candidates(NodePattern pattern, Bindings row) {
        List<NodeValue> nodes = evaluation.graph().nodes();
        if (pattern.variable() != null && row.has(pattern.variable())) {
            nodes = switch (row.get(pattern.variable())) {
                case null -> List.of();
                case NodeValue node -> List.of(node);
                case Object other -> throw Evaluation.wrongType(pattern.position(), "This is no node: " + other + ".");
            };
        }
        return nodes.stream()
                .filter(node -> pattern.labels() == null || hasLabels(pattern.labels(), node.labels()))
                .toList();
    }

    /** An edge variable that is bound already stands for that edge, or for those edges in that order. */
    private static boolean isBoundEdge(EdgePattern pattern, Walks.Walk walk, Bindings row) {
        if (pattern.variable() == null || !row.has(pattern.variable())) {
            return true;
        }
        Object bound = row.get(pattern.variable());
        if (pattern.length() == null && bound != null && !(bound instanceof EdgeValue)) {
            throw Evaluation.wrongType(pattern.position(), "This is no edge: " + bound + ".");
        }
        Object value = pattern.length() == null ? walk.edges().getFirst() : walk.edges();
        return Truth.isTrue(Equality.equal(value, bound));
    }

    static boolean hasLabels(LabelExpression wanted, List<String> labels) {
        return switch (wanted) {
            case LabelExpression.Name name -> labels.contains(name.name());
            case LabelExpression.Wildcard any -> !labels.isEmpty();
            case LabelExpression.Not not -> !hasLabels(not.operand(), labels);
            case LabelExpression.And and -> and.operands().stream().allMatch(each -> hasLabels(each, labels));
            case LabelExpression.Or or -> or.operands().stream().anyMatch(each -> hasLabels(each, labels));
        };
    }

    private boolean meetsConditions(State state) {
        return state.found().stream()
                .allMatch(found -> meets(
                        found.properties(),
                        found.where(),
                        found.value(),
                        state.bound(found.variable(), found.value())));
    }

    /** Whether a node or edge has the properties and meets the condition that its pattern asks for. */
    boolean meets(@Nullable Expression properties, @Nullable Expression where, Object value, Bindings row) {
        if (properties instanceof MapLiteral map) {
            for (Entry entry : map.entries()) {
                Object wanted = evaluation.expressions().value(entry.value(), row);
                Object there = value instanceof NodeValue node
                        ? node.properties().get(entry.key())
                        : ((EdgeValue) value).properties().get(entry.key());
                if (!Truth.isTrue(Equality.equal(there, wanted))) {
                    return false;
                }
            }
        }
        return where == null || Truth.isTrue(evaluation.expressions().truth(where, row));
    }
}
