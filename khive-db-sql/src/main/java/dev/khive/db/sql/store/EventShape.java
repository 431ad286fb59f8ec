package dev.khive.db.sql.store;

import dev.khive.api.store.Event;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.RowReader;
import java.util.Map;

/** Events: rows of {@code event}. */
final class EventShape implements RowShape<Event> {
    @Override
    public String columns(JsonDialect json) {
        return "r.uuid, r.scope_id, r.sequence, r.verb, r.subject_type, r.subject, r.actor, " + json.text("r.payload")
                + ", r.occurred_at";
    }

    @Override
    public int width() {
        return 9;
    }

    @Override
    public String from() {
        return "FROM event r";
    }

    @Override
    public String belongs() {
        return "1 = 1";
    }

    @Override
    public RecordColumns fields(JsonDialect json) {
        return RecordColumns.events("r");
    }

    @Override
    public RowReader<Event> reader(ScopeRows scopes) {
        Map<Long, String> namespaces = scopes.namespaces();
        return row -> new Event(
                row.uuid(1),
                NodeColumns.namespace(namespaces, row),
                row.integer(3),
                row.text(4),
                row.text(5),
                row.uuidOrNull(6),
                row.textOrNull(7),
                NodeColumns.properties(row, 8),
                row.instant(9));
    }
}
