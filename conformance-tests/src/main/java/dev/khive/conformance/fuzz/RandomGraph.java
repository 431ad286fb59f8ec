package dev.khive.conformance.fuzz;

import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A small graph with what graphs have: several labels a node or none, parallel edges, loops, a hub, nodes alone, and properties of
 * every type, missing ones too. The ids grow in the order of storing, so that nodes have one order everywhere.
 *
 * @param nodes before the edges
 * @param edges between the nodes
 */
record RandomGraph(List<EntityDraft> nodes, List<EdgeDraft> edges) {
    static final List<String> LABELS = List.of("A", "B", "C");
    static final List<String> RELATIONS = List.of("R", "S", "T");

    private static final List<String> TEXTS =
            List.of("", "a", "ab", "b", "Ab", "é", "a b", "1", "true", "%", "_", "\\", "'", "x\"y", "日本", "🙂");
    private static final List<Long> INTEGERS =
            List.of(0L, 1L, 2L, 3L, -1L, 7L, 100L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<Double> FLOATS =
            List.of(0.5, 1.25, -2.75, 1e10 + 0.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static RandomGraph of(Dice dice) {
        int size = dice.between(2, 6);
        List<EntityDraft> nodes = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            List<String> labels =
                    LABELS.stream().filter(label -> dice.chance(55)).toList();
            nodes.add(new EntityDraft(new UUID(1, node), labels, properties(dice)));
        }
        List<EdgeDraft> edges = new ArrayList<>();
        int number = dice.between(size, 2 * size + 1);
        for (int edge = 0; edge < number; edge++) {
            int source = dice.chance(30) ? 0 : dice.below(size);
            int target = dice.chance(10) ? source : dice.below(size);
            edges.add(new EdgeDraft(
                    new UUID(2, edge),
                    new UUID(1, source),
                    dice.of(RELATIONS),
                    new UUID(1, target),
                    1.0,
                    null,
                    null,
                    dice.chance(70) ? Map.of("w", (long) dice.below(4)) : Map.of()));
        }
        return new RandomGraph(nodes, edges);
    }

    private static Map<String, Object> properties(Dice dice) {
        Map<String, Object> properties = new LinkedHashMap<>();
        put(dice, properties, "i", dice.chance(80) ? (Object) (long) dice.below(5) : dice.of(INTEGERS));
        put(dice, properties, "f", dice.chance(70) ? (Object) (dice.below(8) + 0.5) : dice.of(FLOATS));
        put(dice, properties, "s", dice.of(TEXTS));
        put(dice, properties, "b", dice.chance(50));
        put(dice, properties, "l", dice.one(List.of(), List.of(1L, 2L), List.of(3L), List.of(2L, 2L, 1L)));
        put(dice, properties, "t", dice.one(List.of(), List.of("a"), List.of("b", "a")));
        put(dice, properties, "o", dice.one(Map.of(), Map.of("i", 1L), Map.of("s", "a", "i", 2L)));
        put(dice, properties, "d", LocalDate.of(2020, 1, 29).plusDays(dice.below(4)));
        put(dice, properties, "m", LocalDateTime.of(2020, 2, 28, 23, 59, 30).plusSeconds(dice.below(3) * 20L));
        put(dice, properties, "u", new CalendarDuration(dice.below(2), dice.below(3), dice.below(100), 0));
        put(dice, properties, "x", mixed(dice));
        return properties;
    }

    private static Object mixed(Dice dice) {
        return dice.one(
                1L,
                3L,
                0.5,
                Double.NaN,
                "a",
                "1",
                true,
                false,
                List.of(1L, 0.5),
                List.of("a", true),
                Map.of("i", 1L),
                LocalDate.of(2020, 1, 31),
                LocalTime.of(12, 0),
                ZonedDateTime.parse("2020-01-31T12:00:00+01:00[Europe/Paris]"),
                new CalendarDuration(1, 2, 3, 4));
    }

    private static void put(Dice dice, Map<String, Object> properties, String key, Object value) {
        if (dice.chance(65)) {
            properties.put(key, value);
        }
    }

    void storeIn(Storage storage) {
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        if (!edges.isEmpty()) {
            storage.graph().upsertAll(edges, BatchMode.ATOMIC);
        }
    }

    /** Without the node at a place and its edges. */
    RandomGraph withoutNode(int index) {
        UUID gone = nodes.get(index).id();
        List<EntityDraft> fewer = new ArrayList<>(nodes);
        fewer.remove(index);
        return new RandomGraph(
                fewer,
                edges.stream()
                        .filter(edge -> !gone.equals(edge.source()) && !gone.equals(edge.target()))
                        .toList());
    }

    RandomGraph withoutEdge(int index) {
        List<EdgeDraft> fewer = new ArrayList<>(edges);
        fewer.remove(index);
        return new RandomGraph(nodes, fewer);
    }

    /** Without a property of the node at a place. */
    RandomGraph withoutProperty(int index, String key) {
        List<EntityDraft> changed = new ArrayList<>(nodes);
        Map<String, Object> properties = new LinkedHashMap<>(nodes.get(index).properties());
        properties.remove(key);
        changed.set(
                index, new EntityDraft(nodes.get(index).id(), nodes.get(index).labels(), properties));
        return new RandomGraph(changed, edges);
    }
}
