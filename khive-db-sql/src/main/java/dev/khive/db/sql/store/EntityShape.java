package dev.khive.db.sql.store;

import dev.khive.api.store.Entity;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.RowReader;
import java.util.Map;

/** Entities: rows of {@code node} of the record type 0. */
public final class EntityShape implements RowShape<Entity> {
    @Override
    public String columns(JsonDialect json) {
        return NodeColumns.select(json);
    }

    @Override
    public int width() {
        return NodeColumns.WIDTH;
    }

    @Override
    public String from() {
        return NodeColumns.FROM;
    }

    @Override
    public String belongs() {
        return "r.record_type = " + NodeColumns.ENTITY;
    }

    @Override
    public RecordColumns fields(JsonDialect json) {
        return RecordColumns.entities("r");
    }

    @Override
    public RowReader<Entity> reader(ScopeRows scopes) {
        Map<Long, String> namespaces = scopes.namespaces();
        LabelTexts labels = new LabelTexts();
        return row -> new Entity(
                row.uuid(1),
                NodeColumns.namespace(namespaces, row),
                labels.parse(row.text(3)),
                NodeColumns.properties(row, 4),
                row.integer(5),
                row.instant(6),
                row.instant(7),
                row.instantOrNull(8));
    }
}
