package dev.khive.query.facts;

import dev.khive.query.ast.LabelExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the graph in the scopes that a query reads: label sets, relations, how many edges of each relation join
 * nodes of which label sets, and which properties have an index. Immutable, equal by what it holds.
 *
 * <p>Every stored row is counted, deleted and expired ones too. So whatever has the count 0 is certainly not there for a query,
 * and what is drawn from zeros ({@link #sourcesHave}, {@link #targetsHave}, an empty list of {@link #relations}) is certain while
 * these facts hold. A count above 0 is an estimate: it was exact within a factor of two.
 *
 * <p>A {@code null} for labels or relations stands for any. {@link LabelExpression.Wildcard} is any relation, and for nodes one
 * label at least.
 */
public final class GraphFacts {
    /** Nothing is known; what is compiled with it is right for every graph. */
    public static final GraphFacts UNKNOWN =
            new GraphFacts(false, List.of(), List.of(), List.of(), Set.of(), DegreeLifts.NONE);

    /**
     * The ordered labels of some nodes. A node has exactly one set; the set without labels is one too.
     *
     * @param scope the place of its scope among those that the query reads, from 0
     * @param id its key in the database, unique over all scopes
     * @param labels the labels in their order, each once
     * @param nodes how many nodes have it, 0 or more
     */
    public record LabelSet(int scope, long id, List<String> labels, long nodes) {
        /** Copies the labels. */
        public LabelSet {
            labels = List.copyOf(labels);
        }

        /** Whether a node with these labels passes a test, {@code null} being none. */
        public boolean matches(@Nullable LabelExpression test) {
            return switch (test) {
                case null -> true;
                case LabelExpression.Name name -> labels.contains(name.name());
                case LabelExpression.Wildcard any -> !labels.isEmpty();
                case LabelExpression.Not not -> !matches(not.operand());
                case LabelExpression.And and -> and.operands().stream().allMatch(this::matches);
                case LabelExpression.Or or -> or.operands().stream().anyMatch(this::matches);
            };
        }
    }

    /**
     * A relation.
     *
     * @param scope the place of its scope among those that the query reads, from 0
     * @param id its key in the database, unique over all scopes
     * @param name its name, unique in its scope
     */
    public record Relation(int scope, long id, String name) {
        /** Whether an edge of this relation passes a test, {@code null} being none. */
        public boolean matches(@Nullable LabelExpression test) {
            return switch (test) {
                case null -> true;
                case LabelExpression.Name other -> name.equals(other.name());
                case LabelExpression.Wildcard any -> true;
                case LabelExpression.Not not -> !matches(not.operand());
                case LabelExpression.And and -> and.operands().stream().allMatch(this::matches);
                case LabelExpression.Or or -> or.operands().stream().anyMatch(this::matches);
            };
        }
    }

    /**
     * The edges of one relation from nodes of one label set to nodes of one label set, all of one scope.
     *
     * @param source the key of the sources' label set
     * @param relation the key of the relation
     * @param target the key of the targets' label set
     * @param edges how many there are, at least 1
     */
    public record EdgeShape(long source, long relation, long target, long edges) {}

    /**
     * A property that a declared index covers, in every scope.
     *
     * @param ofNodes whether nodes have it; edges otherwise
     * @param path the keys that lead to it, at least one
     */
    public record IndexedProperty(boolean ofNodes, List<String> path) {
        /** Copies the path. */
        public IndexedProperty {
            path = List.copyOf(path);
        }
    }

    private final boolean known;
    private final List<LabelSet> labelSets;
    private final List<Relation> relations;
    private final List<EdgeShape> shapes;
    private final Set<IndexedProperty> indexed;
    private final DegreeLifts degrees;
    private final Map<Long, LabelSet> setsById = new HashMap<>();
    private final Map<String, List<EdgeShape>> shapesByName = new HashMap<>();
    private final int hash;

    private GraphFacts(
            boolean known,
            List<LabelSet> labelSets,
            List<Relation> relations,
            List<EdgeShape> shapes,
            Set<IndexedProperty> indexed,
            DegreeLifts degrees) {
        this.known = known;
        this.degrees = degrees;
        this.indexed = Set.copyOf(indexed);
        this.labelSets = List.copyOf(labelSets);
        this.relations = List.copyOf(relations);
        this.shapes = shapes.stream().filter(shape -> shape.edges() > 0).toList();
        this.hash = Objects.hash(known, this.labelSets, this.relations, this.shapes, this.indexed, degrees);
        this.labelSets.forEach(set -> setsById.put(set.id(), set));
        Map<Long, String> names = new HashMap<>();
        this.relations.forEach(relation -> names.put(relation.id(), relation.name()));
        for (EdgeShape shape : this.shapes) {
            shapesByName
                    .computeIfAbsent(names.getOrDefault(shape.relation(), ""), name -> new ArrayList<>())
                    .add(shape);
        }
    }

    /**
     * All that is known: every label set, every relation and every shape with edges of the scopes that are read, and every declared
     * index.
     *
     * @throws IllegalArgumentException where a shape names a label set or a relation that is not given
     */
    public static GraphFacts of(
            List<LabelSet> labelSets, List<Relation> relations, List<EdgeShape> shapes, Set<IndexedProperty> indexed) {
        GraphFacts facts = new GraphFacts(true, labelSets, relations, shapes, indexed, DegreeLifts.NONE);
        Set<Long> relationIds = new HashSet<>();
        relations.forEach(relation -> relationIds.add(relation.id()));
        for (EdgeShape shape : facts.shapes) {
            if (!facts.setsById.containsKey(shape.source())
                    || !facts.setsById.containsKey(shape.target())
                    || !relationIds.contains(shape.relation())) {
                throw new IllegalArgumentException("A label set or the relation of " + shape + " is not known.");
            }
        }
        return facts;
    }

    /** The same with what a sample tells of how degrees are spread. */
    public GraphFacts with(DegreeLifts degrees) {
        return new GraphFacts(known, labelSets, relations, shapes, indexed, degrees);
    }

    /** How degrees are spread, as far as that is known. */
    public DegreeLifts degrees() {
        return degrees;
    }

    /** Whether anything is known; where not, nothing is certain and no other question but {@code …Have} can be asked. */
    public boolean isKnown() {
        return known;
    }

    /** The label sets that pass a test, those of other scopes and those without nodes included. */
    public List<LabelSet> labelSets(@Nullable LabelExpression labels) {
        requireKnown();
        return labels == null
                ? labelSets
                : labelSets.stream().filter(set -> set.matches(labels)).toList();
    }

    /** The label set with a key. */
    public LabelSet labelSet(long id) {
        requireKnown();
        LabelSet set = setsById.get(id);
        if (set == null) {
            throw new IllegalArgumentException("There is no label set " + id + ".");
        }
        return set;
    }

    /** The relations that pass a test; empty where no edge can. */
    public List<Relation> relations(@Nullable LabelExpression relations) {
        requireKnown();
        return relations == null
                ? this.relations
                : this.relations.stream()
                        .filter(relation -> relation.matches(relations))
                        .toList();
    }

    /** The shapes of the relations that pass a test, each with one edge at least. */
    public List<EdgeShape> shapes(@Nullable LabelExpression relations) {
        requireKnown();
        return relations instanceof LabelExpression.Name name
                ? Collections.unmodifiableList(shapesByName.getOrDefault(name.name(), List.of()))
                : shapes(null, relations, null);
    }

    /** The shapes whose source, relation and target pass their tests, each with one edge at least. */
    public List<EdgeShape> shapes(
            @Nullable LabelExpression source, @Nullable LabelExpression relations, @Nullable LabelExpression target) {
        requireKnown();
        return relations instanceof LabelExpression.Name
                ? withEnds(shapes(relations), source, target)
                : withEnds(ofAny(relations), source, target);
    }

    private List<EdgeShape> ofAny(@Nullable LabelExpression relations) {
        Set<Long> ids = new HashSet<>();
        relations(relations).forEach(relation -> ids.add(relation.id()));
        return shapes.stream().filter(shape -> ids.contains(shape.relation())).toList();
    }

    private List<EdgeShape> withEnds(
            List<EdgeShape> some, @Nullable LabelExpression source, @Nullable LabelExpression target) {
        return some.stream()
                .filter(shape -> labelSet(shape.source()).matches(source)
                        && labelSet(shape.target()).matches(target))
                .toList();
    }

    /** Certain: the source of every edge of the relations passes the test of labels. False where nothing is known. */
    public boolean sourcesHave(@Nullable LabelExpression relations, LabelExpression labels) {
        return known && every(relations, shape -> labelSet(shape.source()).matches(labels));
    }

    /** Certain: the target of every edge of the relations passes the test of labels. False where nothing is known. */
    public boolean targetsHave(@Nullable LabelExpression relations, LabelExpression labels) {
        return known && every(relations, shape -> labelSet(shape.target()).matches(labels));
    }

    private boolean every(@Nullable LabelExpression relations, Predicate<EdgeShape> test) {
        return shapes(relations).stream().allMatch(test);
    }

    /** About how many nodes pass a test of labels; 0 is certain. */
    public long nodes(@Nullable LabelExpression labels) {
        return labelSets(labels).stream().mapToLong(LabelSet::nodes).sum();
    }

    /** About how many edges have such a source, relation and target; 0 is certain. */
    public long edges(
            @Nullable LabelExpression source, @Nullable LabelExpression relations, @Nullable LabelExpression target) {
        return shapes(source, relations, target).stream()
                .mapToLong(EdgeShape::edges)
                .sum();
    }

    /** Whether a declared index covers a property of nodes, or of edges; it may be in the making. False where nothing is known. */
    public boolean isIndexed(boolean ofNodes, String key) {
        return indexed.contains(new IndexedProperty(ofNodes, List.of(key)));
    }

    /** About how many edges of the relations leave a node with the labels, on average; 0 where there is no such node. */
    public double outDegree(@Nullable LabelExpression labels, @Nullable LabelExpression relations) {
        return average(edges(labels, relations, null), nodes(labels));
    }

    /** About how many edges of the relations arrive at a node with the labels, on average; 0 where there is no such node. */
    public double inDegree(@Nullable LabelExpression labels, @Nullable LabelExpression relations) {
        return average(edges(null, relations, labels), nodes(labels));
    }

    private static double average(long edges, long nodes) {
        return nodes == 0 ? 0 : (double) edges / nodes;
    }

    private void requireKnown() {
        if (!known) {
            throw new IllegalStateException("Nothing is known of the graph; ask isKnown() first.");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof GraphFacts facts
                        && hash == facts.hash
                        && known == facts.known
                        && labelSets.equals(facts.labelSets)
                        && relations.equals(facts.relations)
                        && shapes.equals(facts.shapes)
                        && indexed.equals(facts.indexed)
                        && degrees.equals(facts.degrees));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return known
                ? "facts of " + labelSets.size() + " label sets, " + relations.size() + " relations and "
                        + shapes.size() + " shapes of edges"
                : "no facts";
    }
}
