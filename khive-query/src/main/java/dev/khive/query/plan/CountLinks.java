package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.LabelExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What links the corners of a clique to the node that they share, found once for each node that a corner can be, in a table; and
 * the pairs of nodes that are linked to the same, beside which no others are made. Corners with the same pattern have the same links.
 */
final class CountLinks {
    private static final String NUMBER = " links ";

    /** A row that is sorted and counted for a table. */
    private static final double GROUPED = 0.6;

    private final CountSearch search;
    private final Clique clique;
    private final SharedNode shared;
    private final List<Operator.Link> links = new ArrayList<>();
    private final Map<String, Operator.Link> linkOf = new HashMap<>();
    private double cost;
    private double count;

    private CountLinks(CountSearch search, Clique clique, SharedNode shared) {
        this.search = search;
        this.clique = clique;
        this.shared = shared;
    }

    /** The links of a clique; empty where its corners share no node that each leads to by itself. */
    static Optional<CountLinks> of(Clique clique, CountScope scope, CountSearch search) {
        if (!search.isOn(Rewrite.LINK_TABLES)) {
            return Optional.empty();
        }
        return SharedNode.of(clique, scope).flatMap(shared -> {
            CountLinks links = new CountLinks(search, clique, shared);
            boolean all = clique.corners().stream().allMatch(links::link);
            return all ? Optional.of(links) : Optional.empty();
        });
    }

    /** Links a corner, as another where it has the same pattern; false where its rows cannot be joined. */
    private boolean link(String corner) {
        for (Operator.Link known : links) {
            if (isAlike(known.node(), corner)) {
                linkOf.put(corner, known);
                return true;
            }
        }
        CountScope own = part(corner);
        Operator.NodeScan scan = search.scan(new Operator.Unit(), corner);
        double nodes = search.estimates().nodes(corner);
        Set<String> open = new HashSet<>(own.rest());
        open.add(shared.node());
        CountScope scope = new CountScope(open, own.parts(), Set.of(corner), nodes);
        open.add(corner);
        CountGrowth growth = new CountGrowth(search, scan, CountSearch.scanned(scope, scan)).reaching(open, Set.of());
        CountGrowth.Grown grown = growth.weighed();
        Operator.Link link = new Operator.Link(grown.rows(), corner, NUMBER + links.size() + " ");
        links.add(link);
        linkOf.put(corner, link);
        cost += nodes * (CountSearch.SCANNED + growth.cost() + growth.rows() * GROUPED);
        count += nodes * growth.rows();
        return grown.weight() instanceof Weight.One;
    }

    private CountScope part(String corner) {
        return Objects.requireNonNull(shared.links().get(corner), "linked");
    }

    private boolean isAlike(String one, String other) {
        return labels(one).equals(labels(other))
                && PatternSymmetry.areAlike(part(one), part(other), Map.of(one, other, shared.node(), shared.node()));
    }

    private String labels(String corner) {
        LabelExpression labels = search.scan(new Operator.Unit(), corner).labels();
        return labels == null ? "" : Expressions.labels(labels);
    }

    /** What hangs on a corner alone, besides what links it. */
    Map<String, CountScope> branches() {
        return shared.branches();
    }

    /** The pairs of a side beside the rows so far, with the node that both are linked to; all of them share it. */
    Operator.LinkedPairs pairs(Operator.Pairs pairs) {
        return new Operator.LinkedPairs(pairs, links, shared.node());
    }

    /** How often a node of the rows is linked to the shared one as a corner of the pattern is. */
    Weight number(String corner, String node) {
        return new Weight.EdgeNumber(
                Objects.requireNonNull(linkOf.get(corner), "linked").number(node));
    }

    /** Whether a number is that of links, and not of edges. */
    static boolean isNumber(Weight.EdgeNumber number) {
        return number.variable().startsWith(NUMBER);
    }

    /** What hangs on the shared node alone, beside rows that have all three corners and it. */
    CountScope common(CountScope scope) {
        CountScope none = new CountScope(Set.of(), List.of(), scope.bound(), scope.visits()).bind(shared.node());
        for (String corner : clique.corners()) {
            none = none.bind(corner);
        }
        return shared.common().stream().reduce(none, CountScope::and);
    }

    /** A smaller pattern beside the loops of a node that is linked. */
    CountScope bound(CountScope scope) {
        return scope.bind(shared.node());
    }

    /** What it costs to find the links, the pairs that share a node, and triangles of these. */
    double cost() {
        double edges = count
                * search.estimates().edges(clique.relations())
                / Math.max(1, search.estimates().sources(clique.relations()));
        return cost
                + count * CountGrowth.SEEK
                + edges * (CountSearch.STEP + CountPairs.LOOKUP)
                + pairs() * GROUPED
                + (isPair() ? 0 : wedges() * (CountPairs.LOOKUP + CountSearch.STEP));
    }

    /** How many of the cliques share a node. */
    double found() {
        return isPair()
                ? pairs()
                : wedges() * Math.min(1, degree() * search.estimates().nodes(shared.node()) / count);
    }

    private boolean isPair() {
        return clique.corners().size() == 2;
    }

    private double wedges() {
        return count * degree() * degree() / 6;
    }

    private double degree() {
        return 2 * pairs() / Math.max(1, count);
    }

    private double pairs() {
        double each = count / Math.max(1, search.estimates().sources(clique.relations()));
        return search.estimates().edges(clique.relations())
                * each
                * Math.min(1, each / search.estimates().nodes(shared.node()));
    }
}
