package dev.khive.db.sql.scope;

import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import dev.khive.query.facts.DegreeLifts;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.IndexedProperty;
import dev.khive.query.facts.GraphFacts.LabelSet;
import dev.khive.query.facts.GraphFacts.Relation;
import dev.khive.query.value.JsonValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The facts of scopes' graphs, read once for each state of them. A scope's row names the state by its {@code shape}: a random
 * number that every change of a fact replaces, in the transaction that makes it. So facts under the shapes that a read finds on its own
 * snapshot are the facts of this snapshot, also after a rollback, a restored backup or a write of another process. One for each
 * open database; thread-safe.
 */
public final class KnownFacts {
    /** The shape of a scope without nodes. */
    static final long EMPTY = 0;

    /** The shape of a scope whose counts are not to be trusted: its tables were written by hand. A repair counts anew. */
    static final long NOT_TRUSTED = -1;

    private static final int SCOPES_KEPT = 256;

    /** Facts of more parts than this are not kept, and nothing is known of such scopes. */
    private static final int MOST_PARTS = 5_000;

    /**
     * What was read last of some scopes.
     *
     * @param shapes the state that the facts are of
     */
    record State(List<Long> shapes, GraphFacts facts) {}

    /** A row of {@link #statement}: a label set, a relation, a shape of edges or a declared index. */
    public record Part(long scopeId, int kind, long first, long second, long third, String name, long count) {}

    private static final int LABEL_SET = 0;
    private static final int RELATION = 1;
    private static final int EDGES = 2;
    private static final int INDEX = 3;

    private final Map<List<Long>, State> states = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, State> eldest) {
            return size() > SCOPES_KEPT;
        }
    });

    private final AtomicLong changes = new AtomicLong();

    KnownFacts() {}

    /**
     * Has nothing known of any scope's graph until a repair counts it anew; for the operator's role.
     *
     * @return of how many scopes
     */
    public static int distrust(Session session) {
        return session.update("UPDATE scope SET shape = ? WHERE shape <> ?", NOT_TRUSTED, NOT_TRUSTED);
    }

    /**
     * A statement that gives every scope with nodes a new state, so that its facts are read anew; for the operator's role, in the
     * transaction that changes what all scopes share, as the declared indexes. A scope that is not trusted stays so.
     */
    public static String renewal() {
        return "UPDATE scope SET shape = " + newShape() + " WHERE shape > " + EMPTY;
    }

    /** The name of a state that never was before. */
    static long newShape() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    /**
     * The facts of some scopes.
     *
     * @param scopes their rows in the order of the handle
     * @param shapes the shape of each, found on the snapshot that the session and the query read too
     * @param session reads them on that snapshot where they are not in memory, with a sample of degrees where the database has one
     */
    GraphFacts of(List<ScopeRow> scopes, List<Long> shapes, Session session) {
        GraphFacts known = known(scopes, shapes);
        if (known != null) {
            return known;
        }
        GraphFacts counts = facts(scopes, session.query(statement(scopes)));
        DegreeLifts lifts = session.profile().degrees().read(session, ids(scopes), counts);
        return keep(scopes, shapes, lifts.areNone() ? counts : counts.with(lifts));
    }

    /** The facts that are in memory already, null where they must be read. */
    public @Nullable GraphFacts known(List<ScopeRow> scopes, List<Long> shapes) {
        if (shapes.contains(NOT_TRUSTED)) {
            put(scopes, shapes, GraphFacts.UNKNOWN);
            return GraphFacts.UNKNOWN;
        }
        State state = states.get(ids(scopes));
        return state != null && state.shapes().equals(shapes) ? state.facts() : null;
    }

    /** The state that the scopes were in when they were last read here, which they may have left since. */
    Optional<State> last(List<ScopeRow> scopes) {
        return Optional.ofNullable(states.get(ids(scopes)));
    }

    /** Keeps what was read. */
    public GraphFacts keep(List<ScopeRow> scopes, List<Long> shapes, List<Part> parts) {
        return keep(scopes, shapes, facts(scopes, parts));
    }

    private GraphFacts keep(List<ScopeRow> scopes, List<Long> shapes, GraphFacts facts) {
        put(scopes, shapes, facts);
        return facts;
    }

    private void put(List<ScopeRow> scopes, List<Long> shapes, GraphFacts facts) {
        states.put(ids(scopes), new State(List.copyOf(shapes), facts));
        changes.incrementAndGet();
    }

    /** Grows with each change of what {@link #last} gives, so that one who has asked need not ask again before. */
    long changes() {
        return changes.get();
    }

    private static List<Long> ids(List<ScopeRow> scopes) {
        return scopes.size() == 1
                ? List.of(scopes.getFirst().id())
                : scopes.stream().map(ScopeRow::id).toList();
    }

    private static GraphFacts facts(List<ScopeRow> scopes, List<Part> parts) {
        return parts.size() > MOST_PARTS ? GraphFacts.UNKNOWN : read(ids(scopes), parts);
    }

    private static GraphFacts read(List<Long> scopeIds, List<Part> parts) {
        List<LabelSet> labelSets = new ArrayList<>();
        List<Relation> relations = new ArrayList<>();
        List<EdgeShape> shapes = new ArrayList<>();
        Set<IndexedProperty> indexed = new HashSet<>();
        for (Part part : parts) {
            int scope = scopeIds.indexOf(part.scopeId());
            switch (part.kind()) {
                case LABEL_SET -> labelSets.add(new LabelSet(scope, part.first(), texts(part.name()), part.count()));
                case RELATION -> relations.add(new Relation(scope, part.first(), part.name()));
                case EDGES -> shapes.add(new EdgeShape(part.first(), part.second(), part.third(), part.count()));
                case INDEX -> indexed.add(new IndexedProperty(part.second() == 0, texts(part.name())));
                default -> throw new IllegalStateException("There is no kind of facts " + part.kind() + ".");
            }
        }
        return complete(labelSets, shapes) ? GraphFacts.of(labelSets, relations, shapes, indexed) : GraphFacts.UNKNOWN;
    }

    /** Counts that were written by hand can lack what others rest on. */
    private static boolean complete(List<LabelSet> labelSets, List<EdgeShape> shapes) {
        Set<Long> ids = labelSets.stream().map(LabelSet::id).collect(Collectors.toSet());
        return shapes.stream().allMatch(shape -> ids.contains(shape.source()) && ids.contains(shape.target()));
    }

    private static List<String> texts(String json) {
        return JsonValues.readValue(json) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Reads all parts of the facts of scopes in one statement, and so on one snapshot. */
    public static RowStatement<Part> statement(List<ScopeRow> scopes) {
        List<Long> ids = ids(scopes);
        String in = "scope_id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
        List<Long> binds = new ArrayList<>();
        for (int arm = 0; arm < 3; arm++) {
            binds.addAll(ids);
        }
        return new RowStatement<>("""
                SELECT scope_id, 0 AS kind, label_set_id AS first, 0 AS second, 0 AS third, labels AS name, nodes AS count
                FROM label_set
                WHERE %1$s AND nodes > 0
                UNION ALL
                SELECT scope_id, 1, relation_id, 0, 0, name, 0
                FROM relation
                WHERE %1$s
                UNION ALL
                SELECT scope_id, 2, source_set_id, relation_id, target_set_id, '', edges
                FROM edge_shape
                WHERE %1$s AND edges > 0
                UNION ALL
                SELECT 0, 3, property_index_id, CASE target WHEN 'node' THEN 0 ELSE 1 END, 0, path, 0
                FROM property_index
                ORDER BY 2, 3, 4, 5
                LIMIT %2$d""".formatted(in, MOST_PARTS + 1), binds, KnownFacts::part);
    }

    private static Part part(ResultRow row) throws SQLException {
        return new Part(
                row.integer(1),
                (int) row.integer(2),
                row.integer(3),
                row.integer(4),
                row.integer(5),
                row.text(6),
                row.integer(7));
    }
}
