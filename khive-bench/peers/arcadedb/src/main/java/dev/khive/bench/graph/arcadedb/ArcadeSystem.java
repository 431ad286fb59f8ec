package dev.khive.bench.graph.arcadedb;

import com.arcadedb.Constants;
import com.arcadedb.GlobalConfiguration;
import com.arcadedb.database.Database;
import com.arcadedb.database.DatabaseFactory;
import com.arcadedb.database.RID;
import com.arcadedb.exception.TimeoutException;
import com.arcadedb.graph.MutableVertex;
import com.arcadedb.query.sql.executor.Result;
import com.arcadedb.query.sql.executor.ResultSet;
import com.arcadedb.schema.Schema;
import com.arcadedb.schema.Type;
import com.arcadedb.schema.VertexType;
import dev.khive.bench.graph.NodeKind;
import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.Relation;
import dev.khive.bench.graph.SocialGraph;
import dev.khive.bench.graph.system.GraphSystem;
import dev.khive.bench.graph.system.QuestionTexts;
import dev.khive.bench.graph.system.TimeLimitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** ArcadeDB in the process, with its default settings but the limit of a query. A kind is a type, messages are a type above two. */
public final class ArcadeSystem implements GraphSystem {
    private static final int BATCH = 20_000;
    private static final String LANGUAGE = "opencypher";

    private @Nullable Database opened;
    private @Nullable Path folder;

    @Override
    public String name() {
        return "arcadedb";
    }

    @Override
    public String version() {
        return "ArcadeDB " + Constants.getRawVersion();
    }

    @Override
    public String threads() {
        return "default";
    }

    @Override
    public void open(Path place, String factor) throws IOException {
        folder = place;
        logWarningsOnly(place);
        try (DatabaseFactory factory = new DatabaseFactory(place.resolve("graph").toString())) {
            opened = factory.exists() ? factory.open() : factory.create();
        }
    }

    /** Else it keeps files of its own in the folder log of wherever it was started. */
    private static void logWarningsOnly(Path place) throws IOException {
        Path settings = Files.createDirectories(place).resolve("logging.properties");
        Files.writeString(settings, "handlers = java.util.logging.ConsoleHandler\n.level = WARNING\n");
        System.setProperty("java.util.logging.config.file", settings.toString());
    }

    private Database database() {
        return Objects.requireNonNull(opened, "opened");
    }

    @Override
    public void load(SocialGraph graph, Consumer<String> progress) {
        defineTypes();
        RID[] ids = new RID[graph.nodeCount()];
        for (int from = 0; from < ids.length; from += BATCH) {
            int first = from;
            int end = Math.min(from + BATCH, ids.length);
            database().transaction(() -> {
                for (int node = first; node < end; node++) {
                    ids[node] = add(graph, node);
                }
            });
            progress.accept("nodes " + from + " of " + ids.length);
        }
        for (int from = 0; from < graph.edgeCount(); from += BATCH) {
            int first = from;
            int end = Math.min(from + BATCH, graph.edgeCount());
            database().transaction(() -> {
                for (int edge = first; edge < end; edge++) {
                    database()
                            .lookupByRID(ids[graph.source(edge)], true)
                            .asVertex()
                            .newEdge(
                                    graph.relation(edge).name(),
                                    ids[graph.target(edge)],
                                    "id",
                                    (long) edge);
                }
            });
            progress.accept("edges " + from + " of " + graph.edgeCount());
        }
        Schema schema = database().getSchema();
        schema.createTypeIndex(Schema.INDEX_TYPE.LSM_TREE, false, NodeKind.PERSON.label(), "name");
        schema.createTypeIndex(Schema.INDEX_TYPE.LSM_TREE, false, NodeKind.POST.label(), "created");
    }

    private void defineTypes() {
        Schema schema = database().getSchema();
        for (NodeKind kind : NodeKind.values()) {
            List<String> labels = kind.labels();
            VertexType type = schema.createVertexType(labels.getFirst());
            labels.stream().skip(1).forEach(above -> type.addSuperType(messages(schema, above)));
        }
        schema.getType(NodeKind.PERSON.label()).createProperty("name", Type.STRING);
        schema.getType(NodeKind.POST.label()).createProperty("created", Type.LONG);
        for (Relation relation : Relation.values()) {
            schema.createEdgeType(relation.name());
        }
    }

    private static VertexType messages(Schema schema, String label) {
        return schema.existsType(label) ? (VertexType) schema.getType(label) : schema.createVertexType(label);
    }

    private RID add(SocialGraph graph, int node) {
        MutableVertex added = database().newVertex(graph.kind(node).label());
        added.set("id", (long) node);
        graph.properties(node).forEach(added::set);
        return added.save().getIdentity();
    }

    @Override
    public String text(Question question) {
        return QuestionTexts.cypher(question);
    }

    @Override
    public List<List<@Nullable Object>> ask(Question question, Map<String, Object> parameters, Duration limit)
            throws TimeLimitException {
        database().getConfiguration().setValue(GlobalConfiguration.COMMAND_TIMEOUT, limit.toMillis() + 1);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ResultSet results = database().query(LANGUAGE, text(question), parameters)) {
            while (results.hasNext()) {
                Result found = results.next();
                List<@Nullable Object> row = new ArrayList<>();
                for (String column : found.getPropertyNames()) {
                    row.add(value(found.getProperty(column)));
                }
                rows.add(row);
            }
            return rows;
        } catch (TimeoutException ended) {
            throw new TimeLimitException(ended);
        }
    }

    /** Whole numbers come in several widths. */
    private static @Nullable Object value(@Nullable Object found) {
        return found instanceof Integer number ? Long.valueOf(number) : found;
    }

    @Override
    public String plan(Question question, Map<String, Object> parameters) {
        try (ResultSet results = database().query(LANGUAGE, "EXPLAIN " + text(question), parameters)) {
            return results.getExecutionPlan()
                    .map(plan -> plan.prettyPrint(0, 2))
                    .orElse("");
        }
    }

    @Override
    public long bytes() throws IOException {
        return folder == null ? 0 : QuestionTexts.bytes(folder);
    }

    @Override
    public void close() {
        database().close();
    }
}
