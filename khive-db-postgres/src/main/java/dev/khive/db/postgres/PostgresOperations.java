package dev.khive.db.postgres;

import dev.khive.api.Capability;
import dev.khive.api.IntegrityReport;
import dev.khive.api.Operations;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.db.sql.session.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An operator's view of a PostgreSQL database. Safe for use by many threads. */
final class PostgresOperations implements Operations {
    private static final int SENTENCES = 100;

    private final PostgresConnections connections;
    private final PostgresDatabase database;

    PostgresOperations(PostgresConnections connections, PostgresDatabase database) {
        this.connections = connections;
        this.database = database;
    }

    @Override
    public Map<String, String> describe() {
        PostgresOptions options = connections.options();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("backend", "postgres");
        facts.put("database", connections.address().toString());
        facts.put("postgres.version", text("SHOW server_version"));
        facts.put("pgvector.version", text("SELECT extversion FROM pg_extension WHERE extname = 'vector'"));
        facts.put("schema.version", schemaVersion());
        facts.put("durability", database.durability().toString());
        facts.put("synchronous-commit", text("SHOW synchronous_commit"));
        facts.put("role", text("SELECT current_user"));
        List<String> weaknesses = weaknesses();
        facts.put("row-level-security", weaknesses.isEmpty() ? "on" : String.join(" ", weaknesses));
        facts.put("property-indexes", indexUse());
        facts.put("pool-size", Integer.toString(options.poolSize()));
        facts.put("timeout", options.timeout().toString());
        facts.put("lock-timeout", options.lockTimeout().toString());
        return facts;
    }

    private String text(String sql) {
        return database.read(
                session -> session.first(sql, List.of(), row -> row.text(1)).orElse(""));
    }

    /** Whether property indexes serve conditions below the policies, and what to do where they do not. */
    private String indexUse() {
        List<String> leaky = database.read(session -> session.query("""
                SELECT p.proname || '(jsonb, text[])'
                FROM pg_proc AS p
                WHERE p.pronamespace = current_schema()::regnamespace
                  AND p.proname IN ('khive_text_key', 'khive_number_key') AND NOT p.proleakproof
                ORDER BY p.proname""", List.of(), row -> row.text(1)));
        return leaky.isEmpty()
                ? "on"
                : "not used below row-level security; let a superuser run: "
                        + leaky.stream()
                                .map(function -> "ALTER FUNCTION \""
                                        + connections.address().schema() + "\"." + function + " LEAKPROOF;")
                                .collect(Collectors.joining(" "));
    }

    /** What keeps row-level security from being a wall: a table without it, or a role that is held to nothing. */
    private List<String> weaknesses() {
        List<String> sentences = new ArrayList<>(database.read(session -> session.query(
                """
                SELECT CASE
                         WHEN NOT c.relrowsecurity THEN 'The table ' || c.relname || ' has no row-level security.'
                         ELSE 'The policies of the table ' || c.relname || ' do not hold its owner.'
                       END
                FROM pg_class AS c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
                  AND c.relname = ANY (?)
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                ORDER BY c.relname""", List.of((Object) PostgresTables.OF_TENANTS.toArray(String[]::new)), row -> row.text(1))));
        sentences.addAll(database.read(session -> session.query("""
                SELECT 'The role ' || r.rolname || ' is held to no policy: it ' ||
                       CASE WHEN r.rolsuper THEN 'is a superuser' ELSE 'has BYPASSRLS' END || '.'
                FROM pg_roles AS r
                WHERE r.rolname = current_user AND (r.rolsuper OR r.rolbypassrls)""", List.of(), row -> row.text(1))));
        return sentences;
    }

    @Override
    public long bytes() {
        return database.read(session -> session.number("""
                SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
                FROM pg_class AS c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"""));
    }

    @Override
    public String schemaVersion() {
        return text("SELECT version FROM " + PostgresMigration.HISTORY
                + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1");
    }

    @Override
    public IntegrityReport check(Progress progress) {
        return report(progress, false);
    }

    @Override
    public IntegrityReport repair(Progress progress) {
        return report(progress, true);
    }

    private IntegrityReport report(Progress progress, boolean repairing) {
        long begin = System.nanoTime();
        List<IntegrityReport.Check> results = new ArrayList<>();
        List<PostgresChecks.RowCheck> tables = PostgresChecks.ofTables();
        int all = tables.size() + 2;
        progress.report("row-level security", results.size(), all);
        results.add(new IntegrityReport.Check("row-level security", weaknesses(), false));
        progress.report("property indexes", results.size(), all);
        results.add(propertyIndexes(repairing));
        for (PostgresChecks.RowCheck check : tables) {
            progress.report(check.name(), results.size(), all);
            List<String> findings = findings(check);
            boolean mend = repairing && !findings.isEmpty() && !check.repairs().isEmpty();
            if (mend) {
                database.write(past(session -> {
                    check.repairs().forEach(session::execute);
                    return true;
                }));
            }
            results.add(new IntegrityReport.Check(
                    check.name(), findings, mend && findings(check).isEmpty()));
        }
        progress.report("done", all, all);
        return new IntegrityReport(results, Duration.ofNanos(System.nanoTime() - begin));
    }

    private List<String> findings(PostgresChecks.RowCheck check) {
        return database.read(past(session -> {
            String wrong = " FROM (" + check.query() + ") AS wrong";
            List<String> sentences = new ArrayList<>(
                    session.query("SELECT sentence" + wrong + " LIMIT " + SENTENCES, List.of(), row -> row.text(1)));
            if (sentences.size() == SENTENCES) {
                long more = session.number("SELECT count(*)" + wrong) - SENTENCES;
                if (more > 0) {
                    sentences.add("There are " + more + " more of this kind.");
                }
            }
            return sentences;
        }));
    }

    private static <T> Function<Session, T> past(Function<Session, T> work) {
        return session -> session.profile().wall().past(session, () -> work.apply(session));
    }

    private IntegrityReport.Check propertyIndexes(boolean repairing) {
        return owner(repairing ? "repair" : "check", connection -> {
            List<String> findings = broken(connection);
            if (repairing) {
                PropertyIndexes.dropOrphans(connection);
                for (PropertyIndexes.Declared declared : PropertyIndexes.all(connection)) {
                    PropertyIndexes.create(connection, declared.index());
                }
            }
            boolean repaired =
                    repairing && !findings.isEmpty() && broken(connection).isEmpty();
            return new IntegrityReport.Check("property indexes", findings, repaired);
        });
    }

    private static List<String> broken(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (String orphan : PropertyIndexes.orphans(connection)) {
            findings.add("The index " + orphan + " is of no property that is declared.");
        }
        for (PropertyIndexes.Declared declared : PropertyIndexes.all(connection)) {
            for (PropertyIndexes.Built part : declared.parts()) {
                boolean valid = PropertyIndexes.valid(connection, part.name()).orElse(false);
                if (!valid) {
                    findings.add("The index " + part.name() + " on the property "
                            + declared.index().path().keys() + " is missing or was not built to its end.");
                }
            }
        }
        return findings;
    }

    /** The server's own tools copy a database; khive does not do it from here. */
    static UnsupportedCapabilityException noCopies() {
        return new UnsupportedCapabilityException(
                Capability.ONLINE_BACKUP,
                "The PostgreSQL backend does not declare ONLINE_BACKUP: copy the database with pg_dump or pg_basebackup.");
    }

    @Override
    public void backup(Path target, Progress progress) {
        throw noCopies();
    }

    @Override
    public List<PropertyIndex> propertyIndexes() {
        return owner("propertyIndexes", PropertyIndexes::all).stream()
                .map(PropertyIndexes.Declared::index)
                .toList();
    }

    @Override
    public void createPropertyIndex(PropertyIndex index) {
        owner("createPropertyIndex", connection -> {
            PropertyIndexes.create(connection, index);
            return true;
        });
    }

    @Override
    public void dropPropertyIndex(PropertyIndex index) {
        owner("dropPropertyIndex", connection -> {
            PropertyIndexes.drop(connection, index);
            return true;
        });
    }

    /** Autovacuum does the same, but up to a minute after the load. */
    @Override
    public void analyze() {
        owner("analyze", connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : PostgresTables.OF_TENANTS) {
                    measure(statement, table);
                }
                measure(statement, PostgresTables.PROPERTY_INDEX);
            }
            return true;
        });
    }

    /** The server passes over what is not the user's, with a warning. */
    private static void measure(Statement statement, String table) throws SQLException {
        statement.execute("ANALYZE " + table);
        SQLWarning passedOver = statement.getWarnings();
        if (passedOver != null) {
            throw new SQLException(passedOver.getMessage(), PostgresRights.MISSING, passedOver);
        }
    }

    /** Work of the tables' owner, on a connection of its own. */
    private <T> T owner(String operation, PostgresConnections.Work<T> work) {
        if (database.isClosed()) {
            throw new UnavailableException(
                    "The backend of the database " + connections.address() + " is closed.",
                    ErrorContext.of("operations", operation),
                    null);
        }
        try {
            return connections.asLogin(work);
        } catch (KhiveException refused) {
            throw PostgresRights.areMissing(refused)
                    ? new PostgresRights(connections).explained(operation, refused)
                    : refused;
        }
    }
}
