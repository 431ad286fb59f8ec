package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorRecord;
import dev.khive.api.store.VectorStore;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.oracle.VectorScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Dense vectors in memory, each scored by its formula. */
final class MemoryVectors implements VectorStore {
    private record Key(UUID subject, String namespace) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::subject, ValueRules.BY_TEXT).thenComparing(Key::namespace);
    }

    private record Listed(Object scope, String field, Filter filter) {}

    private final Access access;

    MemoryVectors(Access access) {
        this.access = access;
    }

    @Override
    public WriteAck define(VectorField field) {
        Checks.fieldName(field.name(), "vector field", access.bounds());
        Checks.word(field.model(), "model identity");
        Bounds.require(
                "The dimension of a vector field",
                field.dimension(),
                access.bounds().vectorDimension());
        return access.write(write -> {
            VectorField there = write.rows().vectorFields.putIfAbsent(field.name(), field);
            if (there != null && !there.equals(field)) {
                throw new ConflictException(
                        "The vector field \"" + field.name() + "\" is there already as " + there + ".");
            }
            return write.ack();
        });
    }

    @Override
    public List<VectorFieldInfo> fields() {
        return access.read(view -> view.all(
                        (name, rows) -> rows.vectorFields.values().stream().map(field -> info(view, name, field)))
                .sorted(Comparator.comparing(VectorFieldInfo::namespace)
                        .thenComparing(info -> info.field().name()))
                .toList());
    }

    private static VectorFieldInfo info(View view, String namespace, VectorField field) {
        List<VectorRecord> records = records(view, field.name(), Filter.ALL).stream()
                .filter(record -> record.namespace().equals(namespace))
                .toList();
        long vectors =
                records.stream().mapToLong(record -> record.vectors().size()).sum();
        return new VectorFieldInfo(field, namespace, records.size(), vectors);
    }

    /** The definition that the namespaces of a handle share. */
    private static VectorField require(View view, String name) {
        List<VectorField> found = view.all((namespace, rows) -> Stream.ofNullable(rows.vectorFields.get(name)))
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw new NotFoundException("There is no vector field \"" + name + "\" in this scope; define it first.");
        }
        if (found.size() > 1) {
            throw new InvalidInputException("The namespaces of this handle define the vector field \"" + name
                    + "\" in different ways; search one at a time.");
        }
        return found.get(0);
    }

    /** The live records that the filter accepts and that have vectors in a field. */
    private static List<VectorRecord> records(View view, String field, Filter filter) {
        Predicate<Row> accepted = Filters.ofNodes(filter);
        return view.all((namespace, rows) -> rows.vectors.entrySet().stream()
                        .filter(entry -> entry.getKey().field().equals(field)
                                && rows.liveNode(entry.getKey().subject(), view.now())
                                && accepted.test(rows.node(entry.getKey().subject())))
                        .map(entry -> new VectorRecord(
                                entry.getKey().subject(),
                                namespace,
                                field,
                                require(view, field).model(),
                                entry.getValue().vectors(),
                                entry.getValue().revision())))
                .toList();
    }

    @Override
    public WriteAck put(VectorDraft draft) {
        return access.write(write -> {
            check(write, draft);
            store(write, draft);
            return write.ack();
        });
    }

    @Override
    public BatchResult putAll(List<VectorDraft> drafts, BatchMode mode) {
        Bounds.require(
                "The number of items of a batch", drafts.size(), access.bounds().batch());
        return access.write(write -> {
            Map<Owned, VectorDraft> wanted = new LinkedHashMap<>();
            MemoryRecords.Batch batch = new MemoryRecords.Batch(mode);
            for (VectorDraft draft : drafts) {
                batch.item(draft.subject(), () -> {
                    check(write, draft);
                    wanted.put(new Owned(draft.subject(), draft.field()), draft);
                });
            }
            wanted.values().forEach(draft -> store(write, draft));
            return batch.result(write.ack());
        });
    }

    private static void check(Write write, VectorDraft draft) {
        write.view().requireLiveNode(draft.subject());
        VectorField field = require(write.view(), draft.field());
        checkModel(field, draft.model());
        if (draft.vectors().isEmpty()) {
            throw new InvalidInputException("A record needs one or more vectors to be written.");
        }
        draft.vectors().forEach(vector -> checkVector(field, vector));
    }

    private static void checkModel(VectorField field, String model) {
        if (!field.model().equals(model)) {
            throw new InvalidInputException("The vectors of the field \"" + field.name() + "\" are made by the model \""
                    + field.model() + "\", not by \"" + model + "\".");
        }
    }

    private static void checkVector(VectorField field, float[] vector) {
        if (vector.length != field.dimension()) {
            throw new InvalidInputException("A vector must have the dimension of its field, " + field.dimension()
                    + ", had " + vector.length + ".");
        }
        boolean zero = true;
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw new InvalidInputException("A vector's components must be finite, one was " + component + ".");
            }
            zero &= component == 0;
        }
        if (zero && field.metric() == Metric.COSINE) {
            throw new InvalidInputException("A vector of zeros has no direction and no cosine with another.");
        }
    }

    private static void store(Write write, VectorDraft draft) {
        Owned key = new Owned(draft.subject(), draft.field());
        String verb = write.rows().vectors.containsKey(key) ? "updated" : "inserted";
        long revision = write.record(verb, "vector", draft.subject());
        write.rows()
                .vectors
                .put(
                        key,
                        new Vectors(draft.vectors().stream().map(float[]::clone).toList(), revision));
    }

    @Override
    public Optional<VectorRecord> get(UUID subject, String field) {
        return access.read(view -> records(view, field, Filter.ALL).stream()
                .filter(record -> record.subject().equals(subject))
                .findFirst());
    }

    @Override
    public Deletion delete(UUID subject, String field) {
        return access.write(write -> delete(write, field, List.of(subject)));
    }

    @Override
    public Deletion deleteWhere(String field, Filter filter) {
        return access.write(write -> {
            require(write.view(), field);
            return delete(
                    write,
                    field,
                    records(write.view(), field, filter).stream()
                            .map(VectorRecord::subject)
                            .sorted(Comparator.comparingLong(
                                    subject -> write.rows().node(subject).number()))
                            .toList());
        });
    }

    private static Deletion delete(Write write, String field, List<UUID> subjects) {
        long existed = 0;
        for (UUID subject : subjects) {
            if (write.rows().vectors.remove(new Owned(subject, field)) != null) {
                write.record("deleted", "vector", subject);
                existed++;
            }
        }
        return new Deletion(existed, write.ack());
    }

    @Override
    public Page<VectorRecord> listWhere(String field, Filter filter, PageRequest page) {
        return access.read(view -> {
            require(view, field);
            return access.pages()
                    .page(
                            new Listed(access.scope(), field, filter),
                            records(view, field, filter),
                            record -> new Key(record.subject(), record.namespace()),
                            Key.ORDER,
                            page,
                            access.bounds());
        });
    }

    @Override
    public long count(String field, Filter filter) {
        return access.read(view -> {
            require(view, field);
            return (long) records(view, field, filter).size();
        });
    }

    @Override
    public SearchResult search(VectorQuery query) {
        return access.read(view -> search(view, query, access.bounds().results()));
    }

    @Override
    public List<SearchResult> searchAll(List<VectorQuery> queries) {
        Bounds.require(
                "The number of searches in one call",
                queries.size(),
                access.bounds().batch());
        return access.read(view -> queries.stream()
                .map(query -> search(view, query, access.bounds().results()))
                .toList());
    }

    /** The records nearest to a vector, each with the score of its best vector. */
    static SearchResult search(View view, VectorQuery query, long mostResults) {
        Checks.results(query.k(), mostResults);
        VectorField field = require(view, query.field());
        checkModel(field, query.model());
        checkVector(field, query.vector());
        List<VectorRecord> records = records(view, query.field(), query.filter());
        List<SearchHit> hits = new ArrayList<>();
        for (VectorRecord record : records) {
            double best = record.vectors().stream()
                    .mapToDouble(vector -> VectorScores.score(field.metric(), query.vector(), vector))
                    .max()
                    .orElseThrow();
            if (query.minScore() == null || best >= query.minScore()) {
                hits.add(new SearchHit(record.subject(), record.namespace(), best));
            }
        }
        return Ranked.best(hits, query.k(), records.size());
    }

    @Override
    public void rebuild(String field) {
        access.write(write -> require(write.view(), field));
    }

    /** Vectors go with their record, so there are no orphans. */
    @Override
    public Deletion sweepOrphans() {
        return access.write(write -> new Deletion(0, write.ack()));
    }
}
