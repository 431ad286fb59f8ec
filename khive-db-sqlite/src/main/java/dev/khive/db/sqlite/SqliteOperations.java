package dev.khive.db.sqlite;

import dev.khive.api.IntegrityReport;
import dev.khive.api.Operations;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.db.sql.session.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An operator's view of an SQLite database. Safe for use by many threads. */
final class SqliteOperations implements Operations {
    private static final String PRAGMA = "PRAGMA ";

    private final SqliteConnections connections;
    private final SqliteDatabase database;
    private final List<IntegrityCheck> checks;

    SqliteOperations(SqliteConnections connections, SqliteDatabase database, List<IntegrityCheck> checks) {
        this.connections = connections;
        this.database = database;
        this.checks = List.copyOf(checks);
    }

    @Override
    public Map<String, String> describe() {
        SqliteOptions options = connections.options();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("backend", "sqlite");
        facts.put("database", connections.address().toString());
        facts.put("sqlite.version", text("SELECT sqlite_version()"));
        facts.put("schema.version", schemaVersion());
        facts.put("journal-mode", text(PRAGMA + "journal_mode"));
        facts.put("durability", database.durability().toString());
        facts.put("readers", Integer.toString(options.readers()));
        facts.put("readers.in-use", Integer.toString(database.readersInUse()));
        facts.put("cache-bytes", Integer.toString(options.cacheBytes()));
        facts.put("timeout", options.timeout().toString());
        facts.put("busy-timeout", options.busyTimeout().toString());
        facts.put("page-bytes", text(PRAGMA + "page_size"));
        facts.put("pages", text(PRAGMA + "page_count"));
        facts.put("pages.free", text(PRAGMA + "freelist_count"));
        return facts;
    }

    private String text(String sql) {
        return database.readUnlimited(
                session -> session.first(sql, List.of(), row -> row.text(1)).orElse(""));
    }

    @Override
    public long bytes() {
        return database.readUnlimited(session ->
                session.number("SELECT page_count * page_size FROM pragma_page_count CROSS JOIN pragma_page_size"));
    }

    @Override
    public String schemaVersion() {
        return text("SELECT version FROM " + SqliteMigration.HISTORY
                + " WHERE success ORDER BY installed_rank DESC LIMIT 1");
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
        for (IntegrityCheck check : checks) {
            progress.report(check.name(), results.size(), checks.size());
            results.add(result(check, repairing));
        }
        progress.report("done", checks.size(), checks.size());
        return new IntegrityReport(results, Duration.ofNanos(System.nanoTime() - begin));
    }

    private IntegrityReport.Check result(IntegrityCheck check, boolean repairing) {
        List<String> findings = findings(check);
        boolean repaired = repairing && !findings.isEmpty() && mend(check);
        return new IntegrityReport.Check(check.name(), findings, repaired);
    }

    /** A page that cannot be read is a finding, and the other checks go on. */
    private List<String> findings(IntegrityCheck check) {
        try {
            return database.readUnlimited(check::find);
        } catch (KhiveException unreadable) {
            return List.of("The check could not be completed: " + unreadable.getMessage());
        }
    }

    private boolean mend(IntegrityCheck check) {
        try {
            check.mend(database);
            return findings(check).isEmpty();
        } catch (KhiveException failure) {
            return false;
        }
    }

    /** The connection is of its own: those that read cannot write a file, and the one that writes is not to wait. */
    @Override
    public void backup(Path target, Progress progress) {
        progress.report("copying", 0, -1);
        database.readUnlimited(session -> {
            try (Connection connection = connections.writer()) {
                SqliteCopy.copy(connection, target, connections.errors());
                return true;
            } catch (SQLException error) {
                throw connections.errors().translate(error, ErrorContext.of("operations", "backup"));
            }
        });
        progress.report("copied", 1, 1);
    }

    @Override
    public List<PropertyIndex> propertyIndexes() {
        return read(PropertyIndexes::all).stream()
                .map(PropertyIndexes.Declared::index)
                .toList();
    }

    @Override
    public void createPropertyIndex(PropertyIndex index) {
        database.write(session -> {
            PropertyIndexes.create(session, index);
            return true;
        });
    }

    @Override
    public void dropPropertyIndex(PropertyIndex index) {
        database.write(session -> {
            PropertyIndexes.drop(session, index);
            return true;
        });
    }

    /** Does nothing: khive orders the joins of its statements itself. */
    @Override
    public void analyze() {}

    private <T> T read(Function<Session, T> work) {
        return database.read(work);
    }
}
