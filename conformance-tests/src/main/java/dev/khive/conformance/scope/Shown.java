package dev.khive.conformance.scope;

import dev.khive.api.Stores;
import dev.khive.api.error.KhiveException;
import dev.khive.api.page.Cursor;
import dev.khive.api.query.QueryResult;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as text, without what differs from run to run: the present time, ids that were made at random, cursors. */
final class Shown {

    private static final int RANDOM_ID_VERSION = 8;

    private Shown() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Instant time -> isNow(time) ? "now" : time.toString();
            case UUID id -> id.version() == RANDOM_ID_VERSION ? id.toString() : "some id";
            case Cursor cursor -> "a cursor";
            case KhiveException error -> error.getClass().getSimpleName() + ": " + error.getMessage();
            case Optional<?> optional -> "Optional" + optional.map(Shown::of);
            case float[] vector -> Arrays.toString(vector);
            case int[] indices -> Arrays.toString(indices);
            case QueryResult result -> of(result.toList());
            case Collection<?> items -> items.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> ofMap(map);
            case Record record -> ofRecord(record);
            case Stores stores -> "stores";
            default ->
                value.getClass().getName().startsWith("java.") || value instanceof Enum
                        ? value.toString()
                        : value.getClass().getPackageName().startsWith("dev.khive.api") ? value.toString() : "a handle";
        };
    }

    private static String ofMap(Map<?, ?> map) {
        Map<String, String> shown = new TreeMap<>();
        map.forEach((key, item) -> shown.put(of(key), of(item)));
        return shown.toString();
    }

    private static boolean isNow(Instant time) {
        return Duration.between(time, Instant.now()).abs().compareTo(Duration.ofHours(1)) < 0;
    }

    private static String ofRecord(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + of(value(record, component)))
                .collect(Collectors.joining(", ", record.getClass().getSimpleName() + "(", ")"));
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException("The component " + component + " cannot be read.", closed);
        }
    }
}
