package dev.khive.query.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Queries have one zero: 0.0 stands for -0.0, which is equal to it and which one database keeps in a calculation and another
 * loses, in every result and wherever one could tell them apart. Nodes, edges and paths keep what is stored.
 */
public final class OneZero {
    private OneZero() {}

    /** The number, 0.0 for -0.0. */
    public static double of(double number) {
        return number + 0.0;
    }

    /** The value, or one like it with 0.0 for each -0.0. */
    public static @Nullable Object in(@Nullable Object value) {
        return value instanceof String || !isAffected(value) ? value : replaced(value);
    }

    private static boolean isAffected(@Nullable Object value) {
        return switch (value) {
            case Double number -> number == 0.0 && 1 / number < 0;
            case List<?> list -> list.stream().anyMatch(OneZero::isAffected);
            case Map<?, ?> map -> map.values().stream().anyMatch(OneZero::isAffected);
            case null, default -> false;
        };
    }

    private static @Nullable Object replaced(@Nullable Object value) {
        return switch (value) {
            case Double number -> number == 0.0 ? (Object) 0.0 : number;
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(replaced(each)));
                yield Collections.unmodifiableList(copy);
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(key, replaced(each)));
                yield Collections.unmodifiableMap(copy);
            }
            case null, default -> value;
        };
    }
}
