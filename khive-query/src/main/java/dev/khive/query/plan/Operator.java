package dev.khive.query.plan;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.ast.Pattern.Mode;
import dev.khive.query.ast.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator: rows in, rows out. A row has a value for each variable in scope. */
public sealed interface Operator {
    /** Where its rows come from. */
    List<Operator> inputs();

    /** An operator over the rows of one other. */
    sealed interface OverOne extends Operator {
        /** The other. */
        Operator input();

        @Override
        default List<Operator> inputs() {
            return List.of(input());
        }
    }

    /** One row without variables. */
    record Unit() implements Operator {
        @Override
        public List<Operator> inputs() {
            return List.of();
        }
    }

    /** The rows of the query around, from inside of an optional part or a subquery. */
    record Argument() implements Operator {
        @Override
        public List<Operator> inputs() {
            return List.of();
        }
    }

    /** Every live node of the scope, or those with the labels. */
    record NodeScan(
            Operator input, String variable, @Nullable LabelExpression labels, Position position) implements OverOne {}

    /** An edge from a bound node. */
    record Expand(Operator input, Step step) implements OverOne {}

    /** The nodes that edges from a bound node lead to, each once; the edges are not bound. Its input is an {@link Argument}. */
    record ExpandOnce(Operator input, Step step) implements OverOne {}

    /** Rows where an edge is between two bound nodes; how many there are does not matter. */
    record HasEdge(Operator input, Step step) implements OverOne {}

    /**
     * Pairs of nodes that undirected edges join, with their number, from a table that is made once. A node that is bound must
     * be in the pair; one that is not is bound by it. Loops are asked for where both are one node.
     *
     * @param sources every node that such an edge can leave
     * @param number the variable that is bound to how many edges there are
     * @param ascending whether the left node has the lesser key; otherwise both ways, and loops once
     * @param implied whether the rows of the input say already that it has
     */
    record Pairs(
            Operator input,
            NodeScan sources,
            @Nullable LabelExpression relations,
            String left,
            String right,
            String number,
            boolean ascending,
            boolean implied)
            implements OverOne {}

    /**
     * The nodes that a pattern leads to from a node.
     *
     * @param rows the matches of the pattern, from every node that it can begin at
     * @param node where the rows begin
     * @param name what the number of its matches is called
     */
    record Link(Operator rows, String node, String name) {
        /** The variable that is bound to how often a node is linked so. */
        public String number(String of) {
            return name + of;
        }
    }

    /**
     * Pairs of nodes of which both are linked to one other, which is bound too, with how often each is, from a table that is made
     * once. A node that is bound must be in the pair or be what it is linked to.
     *
     * @param pairs which pairs, with their number; each way to link is a number for each of the two
     * @param links the ways, one of which at least each of the two is linked by
     * @param shared what they are linked to
     */
    record LinkedPairs(Pairs pairs, List<Link> links, String shared) implements OverOne {
        /** Copies what it is given. */
        public LinkedPairs {
            links = List.copyOf(links);
        }

        @Override
        public Operator input() {
            return pairs.input();
        }
    }

    /** Edges in a row from a bound node, none of them twice. */
    record ExpandTrail(Operator input, Step step, Length length, List<Expression> conditions, boolean withNodes)
            implements OverOne {}

    /** Edges in a row from a bound node, any of them as often as the length allows. */
    record ExpandWalk(Operator input, Step step, Length length, List<Expression> conditions, boolean withNodes)
            implements OverOne {}

    /**
     * The ends of edges in a row from a bound node, where it does not matter which way leads to them nor how many do. The
     * edges are not bound.
     *
     * @param length of at most 1 at least
     * @param once whether each end is wanted once for a start; otherwise it may be there several times
     */
    record ExpandReach(Operator input, Step step, Length length, List<Expression> conditions, boolean once)
            implements OverOne {
        /** Copies what it is given. */
        public ExpandReach {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * Rows that count anything, with how much that is.
     *
     * @param number the variable that is bound to it
     */
    record Counted(Operator input, Weight weight, String number) implements OverOne {}

    /**
     * How an edge is reached.
     *
     * @param from the bound end
     * @param to the other end
     * @param direction seen from the bound end
     * @param backward whether the pattern is written the other way round
     * @param toBound whether the other end is bound too
     * @param edgeBound whether the edge is bound
     */
    record Step(
            Position position,
            String edge,
            String from,
            String to,
            Direction direction,
            @Nullable LabelExpression relations,
            boolean backward,
            boolean toBound,
            boolean edgeBound) {}

    /** One of the shortest paths between two bound nodes, or all of them. */
    record ShortestPath(
            Operator input, Step step, Length length, List<Expression> conditions, boolean all, boolean withNodes)
            implements OverOne {
        /** Copies what it is given. */
        public ShortestPath {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * The length of one of the shortest paths between two bound nodes, which stands for the path: nothing else is asked of it.
     *
     * @param path binds the path, where its length alone will not do
     * @param search finds it
     */
    record ShortestLength(BindPath path, ShortestPath search) implements OverOne {
        @Override
        public Operator input() {
            return search.input();
        }
    }

    /**
     * Which paths a search takes.
     *
     * @param mode what a path may not repeat
     * @param count how many paths, or how many lengths, the shorter before the longer
     * @param groups whether all paths of a length are taken
     */
    record Search(Length length, Mode mode, int count, boolean groups) {}

    /** Some of the shortest paths between two bound nodes, found by following every path that the mode allows. */
    record ShortestTrails(Operator input, Step step, Search search, List<Expression> conditions, boolean withNodes)
            implements OverOne {
        /** Copies what it is given. */
        public ShortestTrails {
            conditions = List.copyOf(conditions);
        }
    }

    /** Rows where no edge is bound to both. Each may be an edge or a list of edges. */
    record DistinctEdges(Operator input, String left, String right) implements OverOne {}

    /** Binds a path to what has been matched. */
    record BindPath(Operator input, String variable, List<String> nodes, List<String> edges) implements OverOne {
        /** Copies what it is given. */
        public BindPath {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /** The rows with values of unknown type as the nodes or edges that they must be. */
    record Resolve(Operator input, Map<String, Type> variables) implements OverOne {}

    /** Rows where a path meets no node twice; its first node may be its last where that is allowed. */
    record DistinctNodes(Operator input, String path, boolean closed) implements OverOne {}

    /** Rows where the condition is true. */
    record Filter(Operator input, Expression condition) implements OverOne {}

    /** Each row with its matches, or once with nulls where there are none. */
    record OptionalJoin(Operator input, Operator inner, Map<String, Type> introduced) implements Operator {
        @Override
        public List<Operator> inputs() {
            return List.of(input, inner);
        }
    }

    /** One row for each element of a list, with its place where that has a name. */
    record Unwind(
            Operator input,
            Expression list,
            String variable,
            Type element,
            @Nullable String ordinal,
            int firstOrdinal) implements OverOne {}

    /** A column with its expression. */
    record Column(String name, Expression expression) {}

    /** These columns and no others. */
    record Project(Operator input, List<Column> columns) implements OverOne {
        /** Copies what it is given. */
        public Project {
            columns = List.copyOf(columns);
        }
    }

    /** One row for each group of equivalent keys. */
    record Aggregate(Operator input, List<Column> keys, List<Column> aggregates) implements OverOne {
        /** Copies what it is given. */
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }
    }

    /**
     * One row for each group of equivalent keys, where each row of the input counts as often as its weight says, and a group
     * that counts nothing is none.
     *
     * @param counts columns that count the rows of a group
     * @param members columns that gather the nodes of a group, one for each row of the input that counts anything
     */
    record Tally(Operator input, Weight weight, List<Column> keys, List<Column> counts, List<Column> members)
            implements OverOne {
        /** Copies what it is given. */
        public Tally {
            keys = List.copyOf(keys);
            counts = List.copyOf(counts);
            members = List.copyOf(members);
        }
    }

    /**
     * Each group with each of the nodes that it has gathered.
     *
     * @param members the column that has gathered them
     * @param node the variable that is bound to a node
     * @param group the variable that is bound to the number of the group
     */
    record Members(Operator input, String members, String node, String group) implements OverOne {}

    /**
     * The groups of {@link Members}, with what is aggregated of their rows.
     *
     * @param group the variable that is bound to the number of the group
     * @param columns what is the same in all rows of a group
     */
    record Complete(Operator input, String group, List<Column> columns, List<Column> aggregates) implements OverOne {
        /** Copies what it is given. */
        public Complete {
            columns = List.copyOf(columns);
            aggregates = List.copyOf(aggregates);
        }
    }

    /** Equivalent rows once. */
    record Distinct(Operator input) implements OverOne {}

    /** A key of an order. */
    record SortKey(Expression expression, boolean descending) {}

    /** Rows in order. */
    record Sort(Operator input, List<SortKey> keys) implements OverOne {
        /** Copies what it is given. */
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /** A part of the rows. */
    record Slice(
            Operator input,
            @Nullable Expression skip,
            @Nullable Expression limit) implements OverOne {}

    /** The rows of both, equivalent rows once unless all are kept. */
    record Union(Operator left, Operator right, boolean all) implements Operator {
        @Override
        public List<Operator> inputs() {
            return List.of(left, right);
        }
    }
}
