package dev.khive.bench.graph;

/**
 * How many of each there are. Places, tags and classes are the world's and do not grow.
 *
 * @param factor the scale factor: 0.1 has 300,000 nodes and 1.5 million edges
 */
public record GraphSize(double factor) {
    static final int CONTINENTS = 6;
    static final int COUNTRIES = 111;
    static final int CITIES = 1_343;
    static final int TAG_CLASSES = 71;
    static final int TAGS = 16_080;

    /** Refuses what is too small to have all that the queries ask for, and what does not fit into arrays. */
    public GraphSize {
        if (!(factor >= 0.002 && factor <= 10)) {
            throw new IllegalArgumentException("The scale must be between 0.002 and 10, was " + factor + ".");
        }
    }

    int persons() {
        return scaled(17_000);
    }

    int friendships() {
        return scaled(140_000);
    }

    int forums() {
        return scaled(130_000);
    }

    int posts() {
        return scaled(1_300_000);
    }

    int comments() {
        return scaled(1_500_000);
    }

    int likesOfPosts() {
        return scaled(470_000);
    }

    int likesOfComments() {
        return scaled(620_000);
    }

    private int scaled(int atOne) {
        return (int) Math.round(atOne * factor);
    }

    /** The first node of a kind; nodes are numbered kind by kind. */
    int first(NodeKind kind) {
        int first = 0;
        for (NodeKind before : NodeKind.values()) {
            if (before == kind) {
                return first;
            }
            first += count(before);
        }
        return first;
    }

    int count(NodeKind kind) {
        return switch (kind) {
            case CONTINENT -> CONTINENTS;
            case COUNTRY -> COUNTRIES;
            case CITY -> CITIES;
            case TAG_CLASS -> TAG_CLASSES;
            case TAG -> TAGS;
            case PERSON -> persons();
            case FORUM -> forums();
            case POST -> posts();
            case COMMENT -> comments();
        };
    }
}
