package dev.khive.db.sql.search;

import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.Metric;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.StatementText;
import java.util.List;
import java.util.Map;

/** The definitions of vector fields. */
final class VectorFields {
    /**
     * A field and its row.
     *
     * @param fieldId the row
     */
    record FieldRow(long fieldId, VectorField field) {
        /** Refuses a model that is not the field's. */
        void checkModel(String model) {
            if (!field.model().equals(model)) {
                throw new InvalidInputException("The vectors of the field \"" + field.name()
                        + "\" are made by the model \"" + field.model() + "\", not by \"" + model + "\".");
            }
        }
    }

    private VectorFields() {}

    /** The fields with a name, one for each namespace of the handle that has it. */
    static List<FieldRow> named(ReadUnit unit, String name) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT f.field_id, f.name, f.model, f.dimension, f.metric")
                .line("FROM vector_field f")
                .line("WHERE ", unit.contains(SearchConditions.number("f.scope_id")), "")
                .line("AND f.name = ?", name)
                .line("ORDER BY f.field_id");
        return unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new FieldRow(
                                row.integer(1),
                                new VectorField(
                                        row.text(2),
                                        row.text(3),
                                        Math.toIntExact(row.integer(4)),
                                        Metric.valueOf(row.text(5)))));
    }

    /**
     * The same, one at least, all with one definition, so that their scores can be compared.
     *
     * @throws NotFoundException when no namespace has the field
     * @throws InvalidInputException when two namespaces define it in two ways
     */
    static List<FieldRow> require(ReadUnit unit, String name) {
        List<FieldRow> found = named(unit, name);
        if (found.isEmpty()) {
            throw notFound(name);
        }
        if (found.stream().map(FieldRow::field).distinct().count() > 1) {
            throw new InvalidInputException("The namespaces of this handle define the vector field \"" + name
                    + "\" in different ways, so their vectors cannot be searched together; search one at a time.");
        }
        return found;
    }

    /** The error for a field that nobody defined. */
    static NotFoundException notFound(String name) {
        return new NotFoundException("There is no vector field \"" + name + "\" in this scope; define it first.");
    }

    /** Makes the field, or does nothing where it is there with the same definition. */
    static void define(WriteUnit unit, VectorField field, VectorDialect dialect) {
        List<FieldRow> known = named(unit.reading(), field.name());
        if (known.isEmpty()) {
            unit.session()
                    .update(
                            "INSERT INTO vector_field (scope_id, name, model, dimension, metric) VALUES (?, ?, ?, ?, ?)",
                            unit.scopeId(),
                            field.name(),
                            field.model(),
                            field.dimension(),
                            field.metric().name());
            dialect.prepare(
                    unit, require(unit.reading(), field.name()).getFirst().fieldId(), field);
        } else if (!known.getFirst().field().equals(field)) {
            VectorField other = known.getFirst().field();
            throw new ConflictException("The vector field \"" + field.name() + "\" is there already with the model \""
                    + other.model() + "\", dimension " + other.dimension() + " and metric " + other.metric() + ".");
        }
    }

    /** Every field of the handle's namespaces with what is in it. */
    static List<VectorFieldInfo> all(ReadUnit unit) {
        Map<Long, String> namespaces = unit.namespaces();
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT f.scope_id, f.name, f.model, f.dimension, f.metric,")
                .line("count(DISTINCT n.node_id), count(n.node_id)")
                .line("FROM vector_field f")
                .line("LEFT JOIN vector v ON v.scope_id = f.scope_id AND v.field_id = f.field_id")
                .line(
                        "LEFT JOIN node n ON n.node_id = v.node_id AND n.scope_id = v.scope_id AND ",
                        SearchConditions.nodeIsLive(unit),
                        "")
                .line("WHERE ", unit.contains(SearchConditions.number("f.scope_id")), "")
                .line("GROUP BY f.field_id, f.scope_id, f.name, f.model, f.dimension, f.metric");
        return unit
                .session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new VectorFieldInfo(
                                new VectorField(
                                        row.text(2),
                                        row.text(3),
                                        Math.toIntExact(row.integer(4)),
                                        Metric.valueOf(row.text(5))),
                                namespaces.getOrDefault(row.integer(1), ""),
                                row.integer(6),
                                row.integer(7)))
                .stream()
                .sorted(java.util.Comparator.comparing(VectorFieldInfo::namespace)
                        .thenComparing(info -> info.field().name()))
                .toList();
    }
}
