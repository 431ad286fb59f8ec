package dev.khive.db.sql.filter;

import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.SortDirection;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.SqlProfile;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Row;
import org.jooq.RowN;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The columns that a list is sorted by, none of them ever NULL: those of the order's field, then the record's id, then, where
 * several namespaces are read, the scope. All of them go the same way, so that one comparison of rows finds the next page.
 */
public final class OrderKeys {
    private final List<Field<?>> keys = new ArrayList<>();
    private final SortDirection direction;
    private final SqlProfile profile;

    /** The keys of an order of one kind of record. */
    public OrderKeys(Order order, RecordColumns columns, ReadUnit unit) {
        this.direction = order.direction();
        this.profile = unit.session().profile();
        JsonDialect json = profile.json();
        switch (order.field()) {
            case PropertyPath path -> addProperty(path, columns, json);
            case RecordField field -> addOwn(field, columns, new OwnPredicates(unit, json));
        }
        Field<?> id = new OwnPredicates(unit, json).value(RecordField.ID, FilterCompiler.own(columns, RecordField.ID));
        if (!keys.contains(id)) {
            keys.add(id);
        }
        if (unit.scopes().size() > 1) {
            keys.add(columns.scopeId());
        }
    }

    private void addProperty(PropertyPath path, RecordColumns columns, JsonDialect json) {
        if (columns.hidden().contains(path.keys().get(0))) {
            return;
        }
        PropertyRank rank = new PropertyRank(FilterCompiler.place(columns, path), json);
        keys.add(rank.type());
        keys.add(rank.number());
        keys.add(rank.text());
    }

    private void addOwn(RecordField field, RecordColumns columns, OwnPredicates own) {
        RecordColumns.OwnField place = FilterCompiler.own(columns, field);
        Field<?> value = sorted(own.value(field, place), field);
        boolean nullable = place instanceof RecordColumns.FirstLabel
                || (place instanceof RecordColumns.Column column && column.nullable());
        if (nullable) {
            keys.add(DSL.when(value.isNull(), DSL.inline(1)).otherwise(DSL.inline(0)));
            keys.add(present(value, field));
        } else {
            keys.add(value);
        }
    }

    @SuppressWarnings("unchecked") // A field of the type STRING is a text.
    private Field<?> sorted(Field<?> value, RecordField field) {
        return field.type() == RecordField.FieldType.STRING ? profile.json().byCodePoint((Field<String>) value) : value;
    }

    private Field<?> present(Field<?> value, RecordField field) {
        Field<?> least = switch (field.type()) {
            case UUID -> DSL.field(profile.values().leastUuid());
            case STRING -> DSL.inline("");
            case INTEGER, FLOAT, INSTANT -> DSL.inline(0);
        };
        return DSL.field("coalesce({0}, {1})", SQLDataType.OTHER, value, least);
    }

    /** The columns to be selected, for {@link #read}. */
    public List<Field<?>> columns() {
        return List.copyOf(keys);
    }

    /** The columns with their direction. */
    public List<SortField<?>> sort() {
        return keys.stream()
                .<SortField<?>>map(key -> direction == SortDirection.ASCENDING ? key.asc() : key.desc())
                .toList();
    }

    /** The condition that a row comes after the one with these keys. */
    public Condition after(List<Object> values) {
        if (values.size() != keys.size()) {
            throw new IllegalStateException("A cursor has " + values.size() + " keys for " + keys.size() + " columns.");
        }
        RowN row = DSL.row(keys.toArray(new Field<?>[0]));
        RowN last = DSL.row(values.stream().map(this::bound).toArray(Field<?>[]::new));
        return direction == SortDirection.ASCENDING ? greater(row, last) : greater(last, row);
    }

    private Field<?> bound(Object value) {
        return value instanceof Number number ? profile.json().operand(number) : DSL.val(value);
    }

    private static Condition greater(Row a, Row b) {
        return DSL.condition("{0} > {1}", a, b);
    }

    /**
     * The keys of a row.
     *
     * @param first the position of the first of {@link #columns()}
     */
    public List<Object> read(ResultRow row, int first) throws SQLException {
        List<Object> values = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            Object value = row.object(first + i);
            values.add(
                    switch (value) {
                        case Integer number -> (Long) number.longValue();
                        case Long number -> number;
                        case Double number -> number;
                        case BigDecimal number -> integerOrFloat(number);
                        case String text -> text;
                        case null, default -> row.uuid(first + i);
                    });
        }
        return values;
    }

    /** What {@link JsonDialect#operand} makes the same number of again. */
    private static Number integerOrFloat(BigDecimal number) {
        boolean integer = number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() < Long.SIZE;
        return integer ? (Number) number.longValueExact() : (Number) number.doubleValue();
    }
}
