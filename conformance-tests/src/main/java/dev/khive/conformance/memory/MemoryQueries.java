package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.GraphQueries;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PreparedQuery;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryType;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Note;
import dev.khive.api.store.StoredRecord;
import dev.khive.api.value.PropertyValues;
import dev.khive.conformance.reference.ReferenceGraph;
import dev.khive.conformance.reference.ReferenceQuery;
import dev.khive.query.analysis.Type;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Queries, answered by the reference evaluator over what is live. */
final class MemoryQueries implements GraphQueries {
    private final Access access;

    MemoryQueries(Access access) {
        this.access = access;
    }

    @Override
    public QueryResult query(String text, Map<String, ?> parameters, QueryOptions options) {
        ReferenceQuery query = checked(text, parameters);
        List<QueryColumn> columns = query.columns().stream()
                .map(name -> new QueryColumn(name, type(query.type(name))))
                .toList();
        long most = options.rowLimit().orElse(Long.MAX_VALUE);
        try {
            return access.read(view -> new MemoryResult(
                    columns,
                    query.rows(graph(view), view.now(), options.timeout().orElse(access.timeout())),
                    most));
        } catch (StackOverflowError tooDeep) {
            throw tooDeep(tooDeep);
        }
    }

    private static QueryException tooDeep(StackOverflowError cause) {
        return new QueryException(
                QueryException.Reason.SYNTAX, "NestingTooDeep", "The query nests too deep.", 1, 1, cause);
    }

    private ReferenceQuery checked(String text, Map<String, ?> parameters) {
        requireSize(text);
        Map<String, @Nullable Object> values = new HashMap<>();
        int depth = access.bounds().valueDepth();
        parameters.forEach((name, value) -> values.put(name, PropertyValues.normalizeValue(value, depth, name)));
        try {
            return ReferenceQuery.of(text, values);
        } catch (StackOverflowError tooDeep) {
            throw tooDeep(tooDeep);
        }
    }

    private void requireSize(String text) {
        Bounds.require(
                "The length of the query in UTF-8",
                text.getBytes(StandardCharsets.UTF_8).length,
                access.bounds().queryBytes());
    }

    private static QueryType type(Type type) {
        return switch (type.kind()) {
            case ANY, NULL, NUMBER -> QueryType.ANY;
            case BOOLEAN -> QueryType.BOOLEAN;
            case INTEGER -> QueryType.INTEGER;
            case FLOAT -> QueryType.FLOAT;
            case STRING -> QueryType.STRING;
            case LIST -> QueryType.LIST;
            case MAP -> QueryType.MAP;
            case NODE -> QueryType.NODE;
            case EDGE -> QueryType.EDGE;
            case PATH -> QueryType.PATH;
        };
    }

    private static ReferenceGraph graph(View view) {
        return new ReferenceGraph(
                view.liveNodes().map(Row::record).flatMap(MemoryQueries::node).toList(),
                view.liveEdges()
                        .map(Row::record)
                        .map(Edge.class::cast)
                        .map(MemoryQueries::edge)
                        .toList());
    }

    private static Stream<NodeValue> node(StoredRecord stored) {
        return switch (stored) {
            case Entity entity ->
                Stream.of(new NodeValue(entity.id(), entity.namespace(), entity.labels(), entity.properties()));
            case Note note ->
                Stream.of(new NodeValue(note.id(), note.namespace(), List.of(note.kind()), properties(note)));
            case Edge edge -> Stream.empty();
        };
    }

    private static Map<String, Object> properties(Note note) {
        Map<String, Object> properties = new LinkedHashMap<>(note.properties());
        properties.put("content", note.content());
        if (note.salience() != null) {
            properties.put("salience", note.salience());
        }
        if (note.expiresAt() != null) {
            properties.put("expires_at", note.expiresAt().atZone(ZoneOffset.UTC));
        }
        return properties;
    }

    private static EdgeValue edge(Edge edge) {
        return new EdgeValue(
                edge.id(),
                edge.namespace(),
                edge.source(),
                edge.target(),
                edge.relation(),
                edge.weight(),
                edge.properties());
    }

    @Override
    public PreparedQuery prepare(String text) {
        requireSize(text);
        return new Prepared(text, Set.copyOf(ReferenceQuery.check(text)), this);
    }

    @Override
    public Explanation explain(String text, Map<String, ?> parameters) {
        return checked(text, parameters).explanation();
    }

    private record Prepared(String text, Set<String> parameterNames, MemoryQueries queries) implements PreparedQuery {
        @Override
        public QueryResult execute(Map<String, ?> parameters, QueryOptions options) {
            return queries.query(text, parameters, options);
        }

        @Override
        public Explanation explain(Map<String, ?> parameters) {
            return queries.explain(text, parameters);
        }
    }
}
