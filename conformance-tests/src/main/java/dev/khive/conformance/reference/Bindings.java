package dev.khive.conformance.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a row with their values. Immutable.
 *
 * @param values by name; a value may be null
 * @param group the rows that this one stands for where it stands for a group, else empty
 */
record Bindings(Map<String, @Nullable Object> values, List<Bindings> group) {
    static final Bindings NONE = new Bindings(Map.of(), List.of());

    Bindings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    Bindings with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Bindings(more, group);
    }

    /** With the variables of another row, which hide those of the same name. */
    Bindings under(Bindings other) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.putAll(other.values);
        return new Bindings(more, group);
    }

    Bindings only(Collection<String> names) {
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(values);
        fewer.keySet().retainAll(names);
        return new Bindings(fewer, group);
    }

    /** A row that stands for a group: the first of its rows, or none where the group is empty. */
    static Bindings of(List<Bindings> group) {
        return new Bindings(group.isEmpty() ? Map.of() : group.getFirst().values(), List.copyOf(group));
    }

    /** The values in order of the names of variables, as they were bound. */
    List<@Nullable Object> inOrder() {
        return Collections.unmodifiableList(new ArrayList<>(values.values()));
    }
}
