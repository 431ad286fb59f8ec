package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Note;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.StoredRecord;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.TextStatistics;
import dev.khive.api.value.PropertyValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Full text in memory: every text is read for every search. */
final class MemoryText implements TextSearch {
    private static final String TOKENIZER = "unicode";

    private final Access access;

    MemoryText(Access access) {
        this.access = access;
    }

    /** Every text of a namespace but those of softly deleted nodes. */
    static List<IndexedText> texts(View view, ScopeRows rows) {
        return Stream.concat(
                        rows.nodes.values().stream().flatMap(row -> recordText(row.record()).stream()),
                        rows.texts.values().stream())
                .filter(text -> node(rows, text.subject()).record().deletedAt() == null)
                .map(text -> IndexedText.of(text, rows.liveNode(text.subject(), view.now())))
                .toList();
    }

    private static Row node(ScopeRows rows, UUID id) {
        return Objects.requireNonNull(rows.nodes.get(id));
    }

    /** The text that a node is found by without anybody writing it. */
    private static Optional<TextDocument> recordText(StoredRecord node) {
        TextDocument text = switch (node) {
            case Entity entity ->
                new TextDocument(
                        entity.id(), TextDocument.RECORD_FIELD, string(entity, "name"), string(entity, "description"));
            case Note note -> new TextDocument(note.id(), TextDocument.RECORD_FIELD, "", note.content());
            default -> throw new IllegalArgumentException("No node: " + node);
        };
        return text.title().isEmpty() && text.body().isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String string(StoredRecord node, String key) {
        return node.properties().get(key) instanceof String text ? text : "";
    }

    @Override
    public WriteAck put(TextDocument document) {
        return access.write(write -> {
            check(write, document);
            store(write, document);
            return write.ack();
        });
    }

    @Override
    public BatchResult putAll(List<TextDocument> documents, BatchMode mode) {
        Bounds.require(
                "The number of items of a batch",
                documents.size(),
                access.bounds().batch());
        return access.write(write -> {
            Map<Owned, TextDocument> wanted = new LinkedHashMap<>();
            MemoryRecords.Batch batch = new MemoryRecords.Batch(mode);
            for (TextDocument document : documents) {
                batch.item(document.subject(), () -> {
                    check(write, document);
                    wanted.put(new Owned(document.subject(), document.field()), document);
                });
            }
            wanted.values().forEach(document -> store(write, document));
            return batch.result(write.ack());
        });
    }

    private void check(Write write, TextDocument document) {
        write.view().requireLiveNode(document.subject());
        Checks.fieldName(document.field(), "text field", access.bounds());
        refuseRecordField(document.field());
        PropertyValues.checkText(document.title(), "title");
        PropertyValues.checkText(document.body(), "body");
        if (document.title().isEmpty() && document.body().isEmpty()) {
            throw new InvalidInputException("A text needs a title or a body (record " + document.subject() + ").");
        }
        Bounds.require(
                "The size of a searchable text in bytes",
                Checks.bytes(document.title()) + Checks.bytes(document.body()),
                access.bounds().textBytes());
    }

    private static void refuseRecordField(String field) {
        if (field.equals(TextDocument.RECORD_FIELD)) {
            throw new InvalidInputException("The text field \"" + field
                    + "\" is khive's own: it follows the record's name, description or content.");
        }
    }

    private static void store(Write write, TextDocument document) {
        TextDocument before = write.rows().texts.put(new Owned(document.subject(), document.field()), document);
        write.record(before == null ? "inserted" : "updated", "document", document.subject());
    }

    @Override
    public Optional<TextDocument> get(UUID subject, String field) {
        return access.read(view -> view.all((name, rows) -> texts(view, rows).stream())
                .filter(text -> text.live()
                        && text.document().subject().equals(subject)
                        && text.document().field().equals(field))
                .map(IndexedText::document)
                .findFirst());
    }

    @Override
    public Deletion delete(UUID subject, String field) {
        refuseRecordField(field);
        return access.write(write -> {
            boolean existed = write.rows().texts.remove(new Owned(subject, field)) != null;
            if (existed) {
                write.record("deleted", "document", subject);
            }
            return new Deletion(existed ? 1 : 0, write.ack());
        });
    }

    @Override
    public SearchResult search(TextQuery query) {
        return access.read(view -> search(view, query, access.bounds().results(), access.bounds()));
    }

    /** The nodes whose texts fit, each with the score of its best text. */
    static SearchResult search(View view, TextQuery query, long mostResults, Bounds bounds) {
        Checks.results(query.k(), mostResults);
        Bounds.require("The size of a text query", Checks.bytes(query.text()), bounds.queryBytes());
        Predicate<Row> accepted = Filters.ofNodes(query.filter());
        Optional<Pattern> pattern = Pattern.of(query.text(), query.mode());
        List<SearchHit> hits = new ArrayList<>();
        for (View.Namespace namespace : view.namespaces()) {
            List<IndexedText> texts = texts(view, namespace.rows());
            Map<UUID, Double> scores = new LinkedHashMap<>();
            pattern.ifPresent(wanted -> texts.stream()
                    .filter(text -> text.live()
                            && (query.fields().isEmpty()
                                    || query.fields().contains(text.document().field()))
                            && wanted.fits(text)
                            && accepted.test(
                                    node(namespace.rows(), text.document().subject())))
                    .forEach(text ->
                            scores.merge(text.document().subject(), new Bm25(texts).score(wanted, text), Math::max)));
            scores.forEach((subject, score) -> hits.add(new SearchHit(subject, namespace.name(), score)));
        }
        return Ranked.best(hits, query.k(), hits.size());
    }

    @Override
    public List<TextStatistics> statistics() {
        return access.read(view -> view.namespaces().stream()
                .map(namespace -> new TextStatistics(
                        texts(view, namespace.rows()).stream()
                                .filter(IndexedText::live)
                                .count(),
                        TOKENIZER))
                .toList());
    }

    /** Nothing is kept that could be built anew. */
    @Override
    public WriteAck rebuild() {
        return access.write(Write::ack);
    }
}
