package dev.khive.bench.graph.neo4j;

import dev.khive.bench.graph.NodeKind;
import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.SocialGraph;
import dev.khive.bench.graph.system.GraphSystem;
import dev.khive.bench.graph.system.QuestionTexts;
import dev.khive.bench.graph.system.TimeLimitException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransactionTerminatedException;

/** Neo4j in the process, with its default settings. */
public final class Neo4jSystem implements GraphSystem {
    private static final int BATCH = 20_000;

    private @Nullable DatabaseManagementService service;
    private @Nullable Path folder;

    @Override
    public String name() {
        return "neo4j";
    }

    @Override
    public String version() {
        String version = Objects.requireNonNullElse(
                DatabaseManagementServiceBuilder.class.getPackage().getImplementationVersion(), "unknown");
        return "Neo4j Community " + version;
    }

    @Override
    public String threads() {
        return "1";
    }

    @Override
    public void open(Path place, String factor) {
        folder = place;
        service = new DatabaseManagementServiceBuilder(place).build();
    }

    private GraphDatabaseService database() {
        return Objects.requireNonNull(service, "opened").database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
    }

    @Override
    public void load(SocialGraph graph, Consumer<String> progress) {
        String[] ids = new String[graph.nodeCount()];
        for (int from = 0; from < graph.nodeCount(); from += BATCH) {
            try (Transaction transaction = database().beginTx()) {
                for (int node = from; node < Math.min(from + BATCH, ids.length); node++) {
                    ids[node] = add(transaction, graph, node).getElementId();
                }
                transaction.commit();
            }
            progress.accept("nodes " + from + " of " + graph.nodeCount());
        }
        for (int from = 0; from < graph.edgeCount(); from += BATCH) {
            try (Transaction transaction = database().beginTx()) {
                for (int edge = from; edge < Math.min(from + BATCH, graph.edgeCount()); edge++) {
                    Node source = transaction.getNodeByElementId(ids[graph.source(edge)]);
                    Node target = transaction.getNodeByElementId(ids[graph.target(edge)]);
                    source.createRelationshipTo(
                                    target,
                                    RelationshipType.withName(
                                            graph.relation(edge).name()))
                            .setProperty("id", (long) edge);
                }
                transaction.commit();
            }
            progress.accept("edges " + from + " of " + graph.edgeCount());
        }
        index(NodeKind.PERSON, "name");
        index(NodeKind.POST, "created");
    }

    private static Node add(Transaction transaction, SocialGraph graph, int node) {
        Label[] labels = graph.kind(node).labels().stream().map(Label::label).toArray(Label[]::new);
        Node added = transaction.createNode(labels);
        added.setProperty("id", (long) node);
        graph.properties(node).forEach(added::setProperty);
        return added;
    }

    private void index(NodeKind kind, String property) {
        try (Transaction transaction = database().beginTx()) {
            transaction
                    .schema()
                    .indexFor(Label.label(kind.label()))
                    .on(property)
                    .create();
            transaction.commit();
        }
        try (Transaction transaction = database().beginTx()) {
            transaction.schema().awaitIndexesOnline(10, TimeUnit.MINUTES);
        }
    }

    @Override
    public String text(Question question) {
        return QuestionTexts.cypher(question);
    }

    @Override
    public List<List<@Nullable Object>> ask(Question question, Map<String, Object> parameters, Duration limit)
            throws TimeLimitException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Transaction transaction = database().beginTx(limit.toMillis() + 1, TimeUnit.MILLISECONDS);
                Result result = transaction.execute(text(question), parameters)) {
            List<String> columns = result.columns();
            while (result.hasNext()) {
                Map<String, Object> found = result.next();
                List<@Nullable Object> row = new ArrayList<>(columns.size());
                columns.forEach(column -> row.add(found.get(column)));
                rows.add(row);
            }
            return rows;
        } catch (TransactionTerminatedException ended) {
            throw new TimeLimitException(ended);
        } catch (QueryExecutionException failed) {
            if (String.valueOf(failed.getStatusCode()).contains("Transaction.TransactionTimedOut")) {
                throw new TimeLimitException(failed);
            }
            throw failed;
        }
    }

    @Override
    public String plan(Question question, Map<String, Object> parameters) {
        try (Transaction transaction = database().beginTx();
                Result result = transaction.execute("EXPLAIN " + text(question), parameters)) {
            return result.getExecutionPlanDescription().toString();
        }
    }

    @Override
    public long bytes() throws IOException {
        return folder == null ? 0 : QuestionTexts.bytes(folder.resolve("data").resolve("databases"));
    }

    @Override
    public void close() {
        Objects.requireNonNull(service, "opened").shutdown();
    }
}
