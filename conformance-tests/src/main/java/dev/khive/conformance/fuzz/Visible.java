package dev.khive.conformance.fuzz;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables at a place in a query with their kinds. Immutable. */
record Visible(Map<String, Kind> kinds) {
    static final Visible NOTHING = new Visible(Map.of());

    Visible {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    Visible with(String name, Kind kind) {
        Map<String, Kind> more = new LinkedHashMap<>(kinds);
        more.put(name, kind);
        return new Visible(more);
    }

    List<String> of(Kind kind) {
        return ofAny(List.of(kind));
    }

    List<String> ofAny(Collection<Kind> wanted) {
        return kinds.keySet().stream()
                .filter(name -> wanted.contains(kinds.get(name)))
                .toList();
    }

    boolean has(Kind kind) {
        return kinds.containsValue(kind);
    }
}
