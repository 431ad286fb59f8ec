package dev.khive.conformance.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.IntegrityReport;
import dev.khive.api.Khive;
import dev.khive.api.Operations;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SqlAccess;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What an operator does: facts, checks, copies, indexes, SQL. */
@Requires(Capability.ENTITIES)
public abstract class OperationSuite extends Suite {

    static final List<String> HOSTILE = HostileTexts.SHORT;

    @TempDir
    Path folder = Path.of("");

    /** A suite over the databases of a run. */
    protected OperationSuite(Databases databases) {
        super(databases);
    }

    private void writeSome() {
        storage()
                .entities()
                .upsertAll(
                        IntStream.range(0, 50)
                                .mapToObj(i -> EntityDraft.of("Thing", Map.of("name", "heron " + i, "n", i)))
                                .toList(),
                        BatchMode.ATOMIC);
    }

    @Rule("OPERATION-001")
    @Test
    void factsSizeAndSchemaVersionAreKnown() {
        Operations operations = backend().operations();

        assertThat(operations.describe()).isNotEmpty();
        assertThat(operations.bytes()).isPositive();
        assertThat(operations.schemaVersion()).isNotBlank();
    }

    @Rule("OPERATION-002")
    @Requires(Capability.INTEGRITY_CHECK)
    @Test
    void aSoundDatabaseIsClean() {
        writeSome();

        IntegrityReport report = backend().operations().check(Progress.NONE);

        assertThat(report.checks()).isNotEmpty();
        assertThat(report.checks())
                .allSatisfy(
                        check -> assertThat(check.findings()).as(check.name()).isEmpty());
        assertThat(report.clean()).isTrue();
        assertThat(backend().operations().repair(Progress.NONE).clean()).isTrue();
    }

    @Rule("OPERATION-003")
    @Requires(Capability.ONLINE_BACKUP)
    @Test
    void aBackupIsTheDatabaseOfItsMoment() {
        writeSome();
        Path copy = folder.resolve("copy");
        backend().operations().backup(copy, Progress.NONE);
        long version = storage().version().version();
        storage().entities().upsert(EntityDraft.of("Thing", Map.of("late", true)));
        String name = databases().newName();
        KhiveConfig config = databases().config(name, Map.of());

        Khive.provider(config).restore(config, copy, Progress.NONE);

        try (Backend restored = databases().open(name, Map.of())) {
            assertThat(restored.in(scope()).version().version()).isEqualTo(version);
            assertThat(restored.in(scope()).entities().count(Filter.ALL)).isEqualTo(50);
            assertThat(restored.in(scope())
                            .entities()
                            .count(Filter.property("late").exists()))
                    .isZero();
        }
        Refusal.of(AlreadyExistsException.class, () -> Khive.provider(config).restore(config, copy, Progress.NONE));
    }

    @Rule("OPERATION-004")
    @Requires(Capability.ONLINE_BACKUP)
    @Test
    void aBackupNeverReplacesAFile() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "mine");

        Refusal.of(AlreadyExistsException.class, () -> backend().operations().backup(there, Progress.NONE));

        assertThat(there).hasContent("mine");
    }

    @Rule("OPERATION-005")
    @Requires(Capability.ONLINE_BACKUP)
    @Test
    void aFileThatIsNoCopyIsNotRestored() throws IOException {
        Path noCopy = Files.writeString(folder.resolve("no-copy"), "This is no copy of a database. ".repeat(50));
        KhiveConfig config = databases().config(databases().newName(), Map.of());

        Refusal.of(InvalidInputException.class, () -> Khive.provider(config).restore(config, noCopy, Progress.NONE));
    }

    @Rule("OPERATION-006")
    @Requires(Capability.PROPERTY_INDEXES)
    @Test
    void aPropertyIndexChangesNoAnswer() {
        writeSome();
        PropertyIndex index = PropertyIndex.onNodes("n");
        Filter filter = Filter.property("n").between(10, 20);
        long before = storage().entities().count(filter);

        backend().operations().createPropertyIndex(index);
        backend().operations().createPropertyIndex(index);

        assertThat(backend().operations().propertyIndexes()).containsOnlyOnce(index);
        assertThat(storage().entities().count(filter)).isEqualTo(before);
        backend().operations().dropPropertyIndex(index);
        backend().operations().dropPropertyIndex(index);
        assertThat(backend().operations().propertyIndexes()).doesNotContain(index);
        assertThat(storage().entities().count(filter)).isEqualTo(before);
    }

    @Rule("OPERATION-010")
    @Test
    void measuringTheDatabaseChangesNoAnswer() {
        writeSome();
        long before = storage().entities().count(Filter.ALL);

        backend().operations().analyze();
        backend().operations().analyze();

        assertThat(storage().entities().count(Filter.ALL)).isEqualTo(before);
    }

    @Rule("OPERATION-007")
    @Requires(Capability.PROPERTY_INDEXES)
    @ParameterizedTest
    @FieldSource("HOSTILE")
    void aPropertyIndexMayHaveAnyKey(String key) {
        Throwable thrown = catchThrowable(() -> {
            PropertyIndex index = PropertyIndex.onEdges(key, key);
            backend().operations().createPropertyIndex(index);
            assertThat(backend().operations().propertyIndexes()).contains(index);
            backend().operations().dropPropertyIndex(index);
        });

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(InvalidInputException.class);
        }
    }

    @Rule("OPERATION-008")
    @Requires(Capability.SQL_ACCESS)
    @Test
    void sqlReadsWritesAndRollsBack() {
        try (Backend own = openNew(Map.of())) {
            SqlAccess sql = own.sql();
            sql.update("CREATE TABLE kit_probe (n INTEGER, t TEXT)");
            assertThat(sql.update("INSERT INTO kit_probe VALUES (?, ?)", 1, "'; --"))
                    .isEqualTo(1);
            Throwable thrown = catchThrowable(() -> sql.transaction(inside -> {
                inside.update("INSERT INTO kit_probe VALUES (?, ?)", 2, "lost");
                throw new IllegalStateException("enough");
            }));

            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            assertThat(sql.query("SELECT n, t FROM kit_probe WHERE n = ?", 1))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(((Number) Objects.requireNonNull(row.get("n"))).longValue())
                                .isEqualTo(1);
                        assertThat(row.get("t")).isEqualTo("'; --");
                    });
            assertThat(sql.query("SELECT n FROM kit_probe")).hasSize(1);
            Refusal.of(KhiveException.class, () -> sql.query("DELETE FROM kit_probe"));
            Refusal.of(KhiveException.class, () -> sql.query("SELECT nothing FROM nowhere"));
            assertThat(sql.query("SELECT n FROM kit_probe")).hasSize(1);
        }
    }

    @Rule("OPERATION-011")
    @Requires(Capability.SQL_ACCESS)
    @Test
    void sqlThatTheDatabaseDoesNotTakeIsTheCallersFault() {
        try (Backend own = openNew(Map.of())) {
            SqlAccess sql = own.sql();
            sql.update("CREATE TABLE kit_probe (n INTEGER PRIMARY KEY, t TEXT NOT NULL, CHECK (n < 10))");
            sql.update("INSERT INTO kit_probe VALUES (1, 'one')");
            for (String query : List.of(
                    "SELEC n FROM kit_probe",
                    "SELECT n FROM",
                    "SELECT n FROM kit_nowhere",
                    "SELECT kit_nothing FROM kit_probe",
                    "SELECT kit_no_function(n) FROM kit_probe",
                    "SELECT n FROM kit_probe UNION SELECT n, t FROM kit_probe",
                    "SELECT 'n",
                    "SELECT 'n\0'")) {
                Refusal.of(InvalidInputException.class, () -> sql.query(query));
                Refusal.of(InvalidInputException.class, () -> sql.transaction(inside -> inside.query(query)));
            }
            for (String update : List.of(
                    "INSERT INTO kit_nowhere VALUES (1)",
                    "INSERT INTO kit_probe (kit_nothing) VALUES (1)",
                    "INSERT INTO kit_probe (n, t) VALUES (2)",
                    "INSERT INTO kit_probe VALUES (2, NULL)",
                    "INSERT INTO kit_probe VALUES (11, 'eleven')",
                    "CREATE TABLE kit_probe (n INTEGER)",
                    "DROP TABLE kit_nowhere")) {
                Refusal.of(InvalidInputException.class, () -> sql.update(update));
            }
            Refusal.of(AlreadyExistsException.class, () -> sql.update("INSERT INTO kit_probe VALUES (1, 'two')"));

            assertThat(sql.query("SELECT n, t FROM kit_probe")).hasSize(1);
        }
    }

    @Rule("OPERATION-009")
    @Requires({Capability.SQL_ACCESS, Capability.TRANSACTIONS})
    @Test
    void sqlAndStoresShareATransaction() {
        EntityDraft entity = EntityDraft.of("Thing", Map.of());
        try (Backend own = openNew(Map.of())) {
            own.sql().update("CREATE TABLE kit_probe (n INTEGER)");
            Throwable thrown = catchThrowable(() -> own.transaction(transaction -> {
                transaction.sql().update("INSERT INTO kit_probe VALUES (1)");
                transaction.in(scope()).entities().upsert(entity);
                throw new IllegalStateException("enough");
            }));

            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            assertThat(own.sql().query("SELECT n FROM kit_probe")).isEmpty();
            assertThat(own.in(scope()).entities().get(entity.id()).map(Entity::id))
                    .isEmpty();
        }
    }
}
