package dev.khive.bench.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is asked: the nine queries of the benchmark, four from a point, and those of an application that remembers. */
public enum Question {
    /** Members of forums, the tags of answers to their posts. */
    Q1(Parameters.NONE),
    /** Answers to the posts of friends. */
    Q2(Parameters.NONE),
    /** Triangles of friends in a country. */
    Q3(Parameters.NONE),
    /** Messages with tag, liker and answer. */
    Q4(Parameters.NONE),
    /** Tags of messages and other tags of their answers. */
    Q5(Parameters.NONE),
    /** Interests of friends of friends. */
    Q6(Parameters.NONE),
    /** Messages with tag, likers and answers where there are any. */
    Q7(Parameters.NONE),
    /** {@link #Q5} where the answer lacks the tag of the message. */
    Q8(Parameters.NONE),
    /** {@link #Q6} of friends of friends who are no friends. */
    Q9(Parameters.NONE),
    /** The friends of a person. */
    ONE_HOP(Parameters.PERSON),
    /** How many friends of friends a person has. */
    TWO_HOPS(Parameters.PERSON),
    /** How many persons are within three steps. */
    THREE_HOPS(Parameters.PERSON),
    /** How many steps there are between two persons. */
    SHORTEST_PATH(Parameters.TWO_PERSONS),
    /** A person by name. */
    LOOKUP(Parameters.PERSON),
    /** Posts of a span of time. */
    RANGE(Parameters.SPAN),
    /** The newest messages of a person. */
    RECENT(Parameters.PERSON),
    /** The comments that matter most. */
    TOP(Parameters.NONE),
    /** How often the classes of tags are used. */
    USES(Parameters.NONE),
    /** Number and length of the messages of the busiest persons. */
    WRITERS(Parameters.NONE);

    private static final int DRAWS = 200;
    private static final long SEED = 20_260_101;

    private enum Parameters {
        NONE,
        PERSON,
        TWO_PERSONS,
        SPAN
    }

    private final Parameters parameters;

    Question(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Its name in commands, tables and files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is asked with many values, and so is short. */
    public boolean isPoint() {
        return parameters != Parameters.NONE;
    }

    /** Whether it is one of the benchmark's nine. */
    public boolean isLsqb() {
        return compareTo(Q9) <= 0;
    }

    /** The values that a round asks it with, 200 or one; strings and longs, the same for the same graph. */
    public List<Map<String, Object>> draws(SocialGraph graph) {
        if (parameters == Parameters.NONE) {
            return List.of(Map.of());
        }
        Chance chance = new Chance(SEED + id().hashCode());
        List<Map<String, Object>> draws = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            draws.add(draw(graph, chance));
        }
        return draws;
    }

    private Map<String, Object> draw(SocialGraph graph, Chance chance) {
        return switch (parameters) {
            case NONE -> Map.of();
            case PERSON -> Map.of("name", person(graph, chance));
            case TWO_PERSONS -> {
                String from = person(graph, chance);
                String to = person(graph, chance);
                while (to.equals(from)) {
                    to = person(graph, chance);
                }
                yield Map.of("from", from, "to", to);
            }
            case SPAN -> {
                long width = SocialGraph.INSTANTS / (graph.count(NodeKind.POST) / 100);
                long from = SocialGraph.FIRST_INSTANT + chance.below((int) (SocialGraph.INSTANTS - width));
                yield Map.of("from", from, "to", from + width);
            }
        };
    }

    private static String person(SocialGraph graph, Chance chance) {
        return graph.name(graph.first(NodeKind.PERSON) + chance.below(graph.count(NodeKind.PERSON)));
    }
}
