package dev.khive.api.query;

import dev.khive.api.error.InvalidInputException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, immutable. A typed accessor gives the value as it is, widening an integer to a double and nothing
 * else; it throws {@link InvalidInputException} where the column does not exist, is null or holds another type. Indexes
 * count from 0.
 */
public final class Row {
    private final List<QueryColumn> columns;
    private final @Nullable Object[] values;

    /** A row of as many values as columns. */
    public Row(List<QueryColumn> columns, @Nullable Object[] values) {
        if (columns.size() != values.length) {
            throw new InvalidInputException(
                    "A row of " + columns.size() + " columns was given " + values.length + " values.");
        }
        this.columns = List.copyOf(columns);
        this.values = Arrays.copyOf(values, values.length, Object[].class);
    }

    /** The columns in order. */
    public List<QueryColumn> columns() {
        return columns;
    }

    /** The value of a column, null where it is null. */
    public @Nullable Object value(int index) {
        if (index < 0 || index >= values.length) {
            throw new InvalidInputException(
                    "Column " + index + " does not exist; the row has " + values.length + " columns, counted from 0.");
        }
        return values[index];
    }

    /** The value of a column, null where it is null. */
    public @Nullable Object value(String name) {
        return values[indexOf(name)];
    }

    /** Whether a column is null. */
    public boolean isNull(int index) {
        return value(index) == null;
    }

    /** Whether a column is null. */
    public boolean isNull(String name) {
        return value(name) == null;
    }

    /** A string. */
    public String string(int index) {
        return typed(index, String.class);
    }

    /** A string. */
    public String string(String name) {
        return string(indexOf(name));
    }

    /** An integer. */
    public long longValue(int index) {
        return typed(index, Long.class);
    }

    /** An integer. */
    public long longValue(String name) {
        return longValue(indexOf(name));
    }

    /** A float, or an integer widened. */
    public double doubleValue(int index) {
        return typed(index, Number.class).doubleValue();
    }

    /** A float, or an integer widened. */
    public double doubleValue(String name) {
        return doubleValue(indexOf(name));
    }

    /** A boolean. */
    public boolean bool(int index) {
        return typed(index, Boolean.class);
    }

    /** A boolean. */
    public boolean bool(String name) {
        return bool(indexOf(name));
    }

    /** A node. */
    public NodeValue node(int index) {
        return typed(index, NodeValue.class);
    }

    /** A node. */
    public NodeValue node(String name) {
        return node(indexOf(name));
    }

    /** An edge. */
    public EdgeValue edge(int index) {
        return typed(index, EdgeValue.class);
    }

    /** An edge. */
    public EdgeValue edge(String name) {
        return edge(indexOf(name));
    }

    /** A path. */
    public PathValue path(int index) {
        return typed(index, PathValue.class);
    }

    /** A path. */
    public PathValue path(String name) {
        return path(indexOf(name));
    }

    /** A list; its elements may be null. */
    public List<?> list(int index) {
        return typed(index, List.class);
    }

    /** A list; its elements may be null. */
    public List<?> list(String name) {
        return list(indexOf(name));
    }

    /** A map; its values may be null. */
    @SuppressWarnings("unchecked")
    public Map<String, ?> map(int index) {
        return typed(index, Map.class);
    }

    /** A map; its values may be null. */
    public Map<String, ?> map(String name) {
        return map(indexOf(name));
    }

    /** A date, time or date with time, of the class that was stored. */
    public <T extends Temporal> T temporal(int index, Class<T> type) {
        return typed(index, type);
    }

    /** A date, time or date with time, of the class that was stored. */
    public <T extends Temporal> T temporal(String name, Class<T> type) {
        return temporal(indexOf(name), type);
    }

    /**
     * The row as a record: each component takes the column of its name. A component of a primitive or narrower number
     * takes an integer that fits it; an {@code Optional} or a reference component takes null as empty or null.
     */
    public <R extends Record> R as(Class<R> type) {
        return RecordMapping.of(type).map(this);
    }

    /** The columns by name, in order; values may be null. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int index = 0; index < values.length; index++) {
            map.put(columns.get(index).name(), values[index]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The values in order; they may be null. */
    public List<@Nullable Object> toList() {
        List<@Nullable Object> copy = new ArrayList<>(values.length);
        Collections.addAll(copy, values);
        return Collections.unmodifiableList(copy);
    }

    private int indexOf(String name) {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equals(name)) {
                return index;
            }
        }
        throw new InvalidInputException("Column " + name + " does not exist; the columns are "
                + columns.stream().map(QueryColumn::name).collect(Collectors.joining(", ")) + ".");
    }

    private <T> T typed(int index, Class<T> type) {
        Object value = value(index);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new InvalidInputException("Column " + columns.get(index).name() + " is "
                + (value == null ? "null" : "a " + value.getClass().getSimpleName()) + ", not a "
                + type.getSimpleName() + ".");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && columns.equals(row.columns) && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
