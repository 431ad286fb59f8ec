package dev.khive.db.sql.filter;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.RecordField;
import dev.khive.api.filter.StringMatch;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.Micros;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Predicates on a record's own fields. Names and ends are looked up in their tables once, and the row is tested by the id that it
 * has, which an index serves.
 */
final class OwnPredicates {
    private final ReadUnit unit;
    private final JsonDialect json;

    OwnPredicates(ReadUnit unit, JsonDialect json) {
        this.unit = unit;
        this.json = json;
    }

    Condition compare(RecordField field, RecordColumns.OwnField own, Comparison comparison, Object operand) {
        if (field.type() == RecordField.FieldType.UUID
                && comparison != Comparison.EQUAL
                && comparison != Comparison.NOT_EQUAL) {
            throw new InvalidInputException(
                    "The field " + field + " is compared by equality alone, not by " + comparison + ".");
        }
        return holds(own, value -> comparable(value, comparison, operand));
    }

    Condition in(RecordColumns.OwnField own, List<Object> operands) {
        List<Field<?>> bound = operands.stream()
                .filter(operand -> !(operand instanceof Double number && !Double.isFinite(number)))
                .<Field<?>>map(operand -> DSL.val(bound(operand)))
                .toList();
        return holds(own, value -> bound.isEmpty() ? DSL.falseCondition() : value.in(bound.toArray(new Field<?>[0])));
    }

    Condition exists(RecordColumns.OwnField own) {
        return own instanceof RecordColumns.Column column && !column.nullable()
                ? DSL.trueCondition()
                : holds(own, Field::isNotNull);
    }

    @SuppressWarnings("unchecked") // Only fields that hold text take matches.
    Condition matches(RecordColumns.OwnField own, StringMatch match, String text) {
        return holds(own, value -> Strings.match((Field<String>) value, match, text, json));
    }

    @SuppressWarnings("unchecked") // What is compared with a text is a text.
    private Condition comparable(Field<?> value, Comparison comparison, Object operand) {
        if (operand instanceof Double number && !Double.isFinite(number)) {
            return nonFinite(value, comparison, number);
        }
        boolean byOrder = comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL;
        if (byOrder && operand instanceof String text) {
            return Predicates.compare(
                    json.byCodePoint((Field<String>) value), comparison, json.byCodePoint(DSL.val(text)));
        }
        return Predicates.compare(value, comparison, DSL.val(bound(operand)));
    }

    private static Object bound(Object operand) {
        return operand instanceof Instant instant ? (Object) Micros.of(instant) : operand;
    }

    /** Own fields are finite, so what a comparison with NaN or an infinity says is the same for each of them. */
    private static Condition nonFinite(Field<?> value, Comparison comparison, double operand) {
        boolean holds = switch (comparison) {
            case EQUAL -> false;
            case NOT_EQUAL -> true;
            case LESS, LESS_OR_EQUAL -> operand == Double.POSITIVE_INFINITY;
            case GREATER, GREATER_OR_EQUAL -> operand == Double.NEGATIVE_INFINITY;
        };
        return holds ? value.isNotNull() : DSL.falseCondition();
    }

    private Condition holds(RecordColumns.OwnField own, Function<Field<?>, Condition> predicate) {
        return switch (own) {
            case RecordColumns.Column column -> predicate.apply(column.value());
            case RecordColumns.Labels labels -> labels.labelSetId().in(setsWithLabel(predicate));
            case RecordColumns.FirstLabel first -> first.labelSetId().in(setsWithFirst(predicate));
            case RecordColumns.Relation relation -> relation.relationId().in(relations(predicate));
            case RecordColumns.End end -> end.nodeId().in(nodes(predicate));
        };
    }

    private Select<? extends org.jooq.Record1<Long>> setsWithLabel(Function<Field<?>, Condition> predicate) {
        return DSL.select(number("own_member", "label_set_id"))
                .from(table("label_set_member", "own_member"))
                .join(table("label", "own_label"))
                .on(number("own_label", "label_id").eq(number("own_member", "label_id")))
                .where(unit.contains(number("own_member", "scope_id")))
                .and(unit.contains(number("own_label", "scope_id")))
                .and(predicate.apply(text("own_label", "name")));
    }

    private Select<? extends org.jooq.Record1<Long>> setsWithFirst(Function<Field<?>, Condition> predicate) {
        return DSL.select(number("own_set", "label_set_id"))
                .from(table("label_set", "own_set"))
                .where(unit.contains(number("own_set", "scope_id")))
                .and(predicate.apply(firstLabel("own_set")));
    }

    private Select<? extends org.jooq.Record1<Long>> relations(Function<Field<?>, Condition> predicate) {
        return DSL.select(number("own_relation", "relation_id"))
                .from(table("relation", "own_relation"))
                .where(unit.contains(number("own_relation", "scope_id")))
                .and(predicate.apply(text("own_relation", "name")));
    }

    private Select<? extends org.jooq.Record1<Long>> nodes(Function<Field<?>, Condition> predicate) {
        return DSL.select(number("own_node", "node_id"))
                .from(table("node", "own_node"))
                .where(unit.contains(number("own_node", "scope_id")))
                .and(predicate.apply(DSL.field(DSL.name("own_node", "uuid"), SQLDataType.UUID)));
    }

    /** The value of a field that a record has one of, to sort by. */
    Field<?> value(RecordField field, RecordColumns.OwnField own) {
        return switch (own) {
            case RecordColumns.Column column -> column.value();
            case RecordColumns.Labels labels ->
                throw new InvalidInputException("The field " + field + " can have several values and is no order.");
            case RecordColumns.FirstLabel first ->
                DSL.field(DSL.select(firstLabel("own_set"))
                        .from(table("label_set", "own_set"))
                        .where(number("own_set", "label_set_id").eq(first.labelSetId())));
            case RecordColumns.Relation relation ->
                DSL.field(DSL.select(text("own_relation", "name"))
                        .from(table("relation", "own_relation"))
                        .where(number("own_relation", "relation_id").eq(relation.relationId())));
            case RecordColumns.End end ->
                DSL.field(DSL.select(DSL.field(DSL.name("own_node", "uuid"), SQLDataType.UUID))
                        .from(table("node", "own_node"))
                        .where(number("own_node", "node_id").eq(end.nodeId())));
        };
    }

    private Field<String> firstLabel(String alias) {
        return json.string(new JsonPlace(text(alias, "labels"), List.of(0)));
    }

    /** The aliases are of this class alone: these subqueries stand inside of statements that have aliases of their own. */
    private static org.jooq.Table<?> table(String name, String alias) {
        return DSL.table(DSL.name(name)).as(DSL.name(alias));
    }

    private static Field<Long> number(String alias, String column) {
        return DSL.field(DSL.name(alias, column), SQLDataType.BIGINT);
    }

    private static Field<String> text(String alias, String column) {
        return DSL.field(DSL.name(alias, column), SQLDataType.VARCHAR);
    }
}
