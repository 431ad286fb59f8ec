package dev.khive.query.plan;

import java.util.ArrayList;
import java.util.List;

/** How often a row is counted: a whole number of 0 or more, made of the patterns that hang on the row. */
public sealed interface Weight {
    /** The weights that it is made of. */
    List<Weight> parts();

    /** Itself and all that it is made of. */
    default List<Weight> all() {
        List<Weight> all = new ArrayList<>(List.of(this));
        parts().forEach(part -> all.addAll(part.all()));
        return all;
    }

    /** Once. */
    record One() implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of();
        }
    }

    /** A number of times. */
    record Constant(long times) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of();
        }
    }

    /** A number that is bound to a variable: by {@link Operator.Pairs} how many edges join a pair, or by {@link Operator.Counted}. */
    record EdgeNumber(String variable) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of();
        }
    }

    /**
     * As often as two nodes of a row are joined, looked up in a table of pairs.
     *
     * @param pairs the table and the nodes, neither of which it binds
     */
    record PairNumber(Operator.Pairs pairs) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of();
        }
    }

    /** What each assignment of alike nodes to those of a row counts, of which the row stands for all. */
    record Orbit(List<Weight> parts) implements Weight {
        /** Copies what it is given. */
        public Orbit {
            parts = List.copyOf(parts);
        }
    }

    /**
     * As often as a branch has rows for it, each of which has a weight of its own.
     *
     * @param branch begins at the row, an {@link Operator.Argument}
     */
    record Rows(Operator branch, Weight weight) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of(weight);
        }
    }

    /** Branches that do not depend on each other. */
    record Product(List<Weight> parts) implements Weight {
        /** Copies what it is given. */
        public Product {
            parts = List.copyOf(parts);
        }
    }

    /** Branches that exclude each other. */
    record Sum(List<Weight> parts) implements Weight {
        /** Copies what it is given. */
        public Sum {
            parts = List.copyOf(parts);
        }
    }

    /**
     * All less those that a condition forbids, which are never more.
     *
     * @param by the rewrite that makes it
     */
    record Difference(Weight whole, Weight forbidden, Rewrite by) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of(whole, forbidden);
        }
    }

    /** An optional branch: a row without any is counted once. */
    record AtLeastOne(Weight weight) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of(weight);
        }
    }

    /**
     * A weight that depends on one node alone, which many rows meet: it may be computed once for each node.
     *
     * @param at the node of the row for which it is asked
     * @param nodes every node that has a weight above 0
     * @param certain whether a row whose node is none of them counts nothing as a whole
     */
    record Known(String node, String at, Operator nodes, Weight weight, boolean certain) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of(weight);
        }
    }

    /**
     * As often as a node is met by rows that do not depend on it: they are gathered once, for every node.
     *
     * @param node the node of the row for which it is asked, which the rows bind too
     * @param rows begin with a node of their own
     */
    record Gathered(String node, Operator rows) implements Weight {
        @Override
        public List<Weight> parts() {
            return List.of();
        }
    }

    /** The product of some weights. */
    static Weight product(List<Weight> weights) {
        List<Weight> factors = new ArrayList<>();
        for (Weight weight : weights) {
            if (weight instanceof Product product) {
                factors.addAll(product.parts());
            } else if (!(weight instanceof One)) {
                factors.add(weight);
            }
        }
        return factors.isEmpty() ? new One() : factors.size() == 1 ? factors.getFirst() : new Product(factors);
    }
}
