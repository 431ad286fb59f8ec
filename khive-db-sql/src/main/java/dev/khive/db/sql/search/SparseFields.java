package dev.khive.db.sql.search;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.StatementText;
import java.util.List;

/** The fields of sparse vectors: each keeps the model of its first vector. */
final class SparseFields {
    /**
     * A field and its row.
     *
     * @param fieldId the row
     */
    record FieldRow(long fieldId, String name, String model) {
        /** Refuses a model that is not the field's. */
        void checkModel(String other) {
            if (!model.equals(other)) {
                throw new InvalidInputException("The sparse vectors of the field \"" + name
                        + "\" are made by the model \"" + model + "\", not by \"" + other + "\".");
            }
        }
    }

    private SparseFields() {}

    /** The fields with a name, one for each namespace of the handle that has it. */
    static List<FieldRow> named(ReadUnit unit, String name) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT f.field_id, f.name, f.model")
                .line("FROM sparse_field f")
                .line("WHERE ", unit.contains(SearchConditions.number("f.scope_id")), "")
                .line("AND f.name = ?", name)
                .line("ORDER BY f.field_id");
        return unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new FieldRow(row.integer(1), row.text(2), row.text(3)));
    }

    /**
     * The same, one at least.
     *
     * @throws NotFoundException when no namespace has the field
     */
    static List<FieldRow> require(ReadUnit unit, String name) {
        List<FieldRow> found = named(unit, name);
        if (found.isEmpty()) {
            throw new NotFoundException("There is no sparse field \"" + name
                    + "\" in this scope; a field begins to exist with its first vector.");
        }
        return found;
    }

    /** The field of the scope that is written, made when it is not there. */
    static FieldRow findOrMake(WriteUnit unit, String name, String model) {
        List<FieldRow> known = named(unit.reading(), name);
        if (!known.isEmpty()) {
            return known.getFirst();
        }
        unit.session()
                .update(
                        "INSERT INTO sparse_field (scope_id, name, model) VALUES (?, ?, ?)",
                        unit.scopeId(),
                        name,
                        model);
        return require(unit.reading(), name).getFirst();
    }
}
