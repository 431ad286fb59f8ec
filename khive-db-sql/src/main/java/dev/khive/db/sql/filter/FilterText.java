package dev.khive.db.sql.filter;

import dev.khive.api.filter.FieldReference;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.query.value.JsonValues;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters and orders as text that is the same for equals and differs for others: what a cursor is bound to. */
public final class FilterText {
    private FilterText() {}

    /** A filter as text. */
    public static String of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> "and" + of(and.parts());
            case Filter.Or or -> "or" + of(or.parts());
            case Filter.Not not -> "not(" + of(not.part()) + ")";
            case Filter.Compare c -> c.comparison() + "(" + of(c.field()) + "," + value(c.operand()) + ")";
            case Filter.In in ->
                in.operands().stream()
                        .map(FilterText::value)
                        .collect(Collectors.joining(",", "in(" + of(in.field()) + ";", ")"));
            case Filter.Between b -> "between(" + of(b.field()) + "," + value(b.low()) + "," + value(b.high()) + ")";
            case Filter.Exists exists -> "exists(" + of(exists.field()) + ")";
            case Filter.Matches m -> m.match() + "(" + of(m.field()) + "," + value(m.text()) + ")";
        };
    }

    /** An order as text. */
    public static String of(Order order) {
        return order.direction() + of(order.field());
    }

    private static String of(List<Filter> parts) {
        return parts.stream().map(FilterText::of).collect(Collectors.joining(",", "(", ")"));
    }

    private static String of(FieldReference field) {
        return switch (field) {
            case PropertyPath path -> JsonValues.writeValue(path.keys());
            case RecordField own -> own.name();
        };
    }

    private static String value(@Nullable Object operand) {
        return operand == null || operand instanceof java.util.UUID || operand instanceof java.time.Instant
                ? String.valueOf(operand)
                : JsonValues.writeValue(operand);
    }
}
