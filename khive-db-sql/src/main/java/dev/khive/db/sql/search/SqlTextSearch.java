package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.TextStatistics;
import dev.khive.api.value.PropertyValues;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Texts of nodes in the table {@code document}, searched by the database's own full-text index. */
public final class SqlTextSearch implements TextSearch {
    private static final String STORE = "text";

    private final ScopeAccess access;
    private final TextIndex index;
    private final TextReads reads;
    private final TextRows rows;

    SqlTextSearch(ScopeAccess access, TextIndex index, TextReads reads) {
        this.access = access;
        this.index = index;
        this.reads = reads;
        this.rows = new TextRows(index);
    }

    @Override
    public WriteAck put(TextDocument document) {
        return access.write(call("put"), unit -> {
            new Puts().put(unit, document);
            return unit.ack();
        });
    }

    @Override
    public BatchResult putAll(List<TextDocument> documents, BatchMode mode) {
        return new Puts().putAll(access, call("putAll"), documents, mode);
    }

    @Override
    public Optional<TextDocument> get(UUID subject, String field) {
        return access.read(call("get"), unit -> TextReads.get(unit, subject, field));
    }

    @Override
    public Deletion delete(UUID subject, String field) {
        return access.write(call("delete"), unit -> {
            refuseRecordField(field);
            boolean existed = rows.delete(unit, subject, field);
            return new Deletion(existed ? 1 : 0, unit.ack());
        });
    }

    @Override
    public SearchResult search(TextQuery query) {
        return access.read(call("search"), unit -> reads.search(unit, query, access.bounds()));
    }

    @Override
    public List<TextStatistics> statistics() {
        return access.read(call("statistics"), reads::statistics);
    }

    @Override
    public WriteAck rebuild() {
        return access.write(call("rebuild"), unit -> {
            index.rebuild(unit.session(), unit.scopeId());
            return unit.ack();
        });
    }

    private static void refuseRecordField(String field) {
        if (field.equals(TextDocument.RECORD_FIELD)) {
            throw new InvalidInputException("The text field \"" + TextDocument.RECORD_FIELD
                    + "\" is khive's own: it follows the record's name, description or content.");
        }
    }

    private static ErrorContext call(String operation) {
        return ErrorContext.of(STORE, operation);
    }

    private final class Puts extends PutBatch<TextDocument, TextRows.Draft> {
        @Override
        UUID subject(TextDocument document) {
            return document.subject();
        }

        @Override
        TextRows.Draft checked(WriteUnit unit, TextDocument document, long nodeId) {
            SearchConditions.checkField(document.field(), "text field", access.bounds());
            refuseRecordField(document.field());
            String title = PropertyValues.checkText(document.title(), "title");
            String body = PropertyValues.checkText(document.body(), "body");
            if (title.isEmpty() && body.isEmpty()) {
                throw new InvalidInputException("A text needs a title or a body (record " + document.subject()
                        + ", field \"" + document.field() + "\").");
            }
            Bounds.require(
                    "The size of a searchable text in bytes",
                    (long) title.getBytes(StandardCharsets.UTF_8).length + body.getBytes(StandardCharsets.UTF_8).length,
                    access.bounds().textBytes());
            return new TextRows.Draft(nodeId, document.subject(), document.field(), title, body);
        }

        @Override
        void write(WriteUnit unit, List<TextRows.Draft> items) {
            rows.put(unit, items);
        }
    }
}
