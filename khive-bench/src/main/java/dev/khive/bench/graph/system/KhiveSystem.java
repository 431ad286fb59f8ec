package dev.khive.bench.graph.system;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.Row;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.SocialGraph;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryValues;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** khive on one of its databases, through its public interfaces. */
abstract class KhiveSystem implements GraphSystem {
    private static final int BATCH = 10_000;
    private static final String TIMEOUT = "PT10M";

    private final Map<Question, String> texts = new EnumMap<>(Question.class);
    private @Nullable Backend backend;
    private @Nullable Storage storage;
    private Path place = Path.of("");
    private String scale = "";

    /** The address of the database. */
    abstract String url(Path folder, String factor);

    /** Takes away the database, of which there may be none. */
    abstract void drop(Path folder, String factor) throws IOException, SQLException;

    /** The dialect of its compiler. */
    abstract String dialect();

    @Override
    public String version() {
        return "this commit";
    }

    @Override
    public void open(Path folder, String factor) {
        place = folder;
        scale = factor;
        backend = Khive.open(KhiveConfig.builder()
                .url(url(folder, factor))
                .set("timeout", TIMEOUT)
                .build());
        storage = backend().in(Scope.DEFAULT);
    }

    private Backend backend() {
        return Objects.requireNonNull(backend, "opened");
    }

    private Storage storage() {
        return Objects.requireNonNull(storage, "opened");
    }

    /** Records that an earlier load has left would be written once more, which leaves dead rows and every event twice. */
    @Override
    public void empty() throws IOException, SQLException {
        close();
        drop(place, scale);
        open(place, scale);
    }

    @Override
    public void load(SocialGraph graph, Consumer<String> progress) {
        Storage storage = storage();
        for (int from = 0; from < graph.nodeCount(); from += BATCH) {
            List<EntityDraft> drafts = new ArrayList<>(BATCH);
            for (int node = from; node < Math.min(from + BATCH, graph.nodeCount()); node++) {
                drafts.add(new EntityDraft(
                        SocialGraph.nodeId(node), graph.kind(node).labels(), graph.properties(node)));
            }
            storage.entities().upsertAll(drafts, BatchMode.ATOMIC);
            progress.accept("nodes " + (from + drafts.size()) + " of " + graph.nodeCount());
        }
        for (int from = 0; from < graph.edgeCount(); from += BATCH) {
            List<EdgeDraft> drafts = new ArrayList<>(BATCH);
            for (int edge = from; edge < Math.min(from + BATCH, graph.edgeCount()); edge++) {
                drafts.add(new EdgeDraft(
                        SocialGraph.edgeId(edge),
                        SocialGraph.nodeId(graph.source(edge)),
                        graph.relation(edge).name(),
                        SocialGraph.nodeId(graph.target(edge)),
                        1,
                        null,
                        null,
                        Map.of()));
            }
            storage.graph().upsertAll(drafts, BatchMode.ATOMIC);
            progress.accept("edges " + (from + drafts.size()) + " of " + graph.edgeCount());
        }
        backend().operations().createPropertyIndex(PropertyIndex.onNodes("created"));
        backend().operations().analyze();
    }

    @Override
    public String text(Question question) {
        return texts.computeIfAbsent(question, QuestionTexts::cypher);
    }

    @Override
    public List<List<@Nullable Object>> ask(Question question, Map<String, Object> parameters, Duration limit)
            throws TimeLimitException {
        try {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Row row : storage()
                    .query(text(question), parameters, QueryOptions.DEFAULT.withTimeout(limit))
                    .toList()) {
                rows.add(row.toList());
            }
            return rows;
        } catch (OperationTimeoutException ended) {
            throw new TimeLimitException(ended);
        }
    }

    @Override
    public long matches(Question question, Map<String, Object> parameters) {
        String pattern = text(question).substring(0, text(question).lastIndexOf("RETURN"));
        return (Long) Objects.requireNonNull(storage()
                .query(pattern + "RETURN count(*) AS matches", parameters, QueryOptions.DEFAULT)
                .toList()
                .getFirst()
                .value(0));
    }

    @Override
    public String plan(Question question, Map<String, Object> parameters) {
        return storage().explainWithDatabasePlan(text(question), parameters).text();
    }

    @Override
    public long compileNanos(Question question, Map<String, Object> parameters) {
        QueryCompiler compiler = QueryCompiler.forDialect(dialect());
        long start = System.nanoTime();
        compiler.compile(text(question), QueryValues.types(parameters), 1);
        return System.nanoTime() - start;
    }

    @Override
    public long bytes() {
        return backend().operations().bytes();
    }

    @Override
    public void close() {
        backend().close();
    }
}
