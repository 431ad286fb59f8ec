package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.IntegrityReport;
import dev.khive.api.IntegrityReport.Check;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextQuery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage that is made by hand: found, and mended where the tables know better. */
class SqliteRepairTest extends OpenSample {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            full text            | DELETE FROM text_1 WHERE rowid = (SELECT min(doc_id) FROM document)      | lacks texts: 1
            full text            | INSERT INTO text_1 (rowid, title, body) VALUES (99999, 'ghost', 'ghost') | holds texts that are gone: 1
            full text            | DROP TABLE text_1                                                        | is not there
            full text            | DELETE FROM text_index                                                   | nothing says how it was made
            tables and indexes   | DROP INDEX edge_in                                                       | The index edge_in is not there
            property indexes     | DROP INDEX property_1                                                    | on the property [name]
            liveness of nodes    | UPDATE node SET dead_at = 0 WHERE node_id = 7                            | The node
            liveness of edges    | UPDATE edge SET dead_at = 5 WHERE edge_id = 7                            | The edge
            versions of scopes   | UPDATE scope SET last_sequence = last_sequence + 3 WHERE scope_id = 1    | says that its version is
            label sets           | DELETE FROM label_set_member WHERE label_id = 1                          | lacks its member
            label sets           | INSERT INTO label_set_member SELECT 1, label_id, 1 FROM label WHERE name = 'Odd' | which it does not name
            nodes of documents   | INSERT INTO document VALUES (5000, 1, 77777, 'f', 't', 'b', 1, 1)        | which is not there
            ends of edges        | UPDATE edge SET target_id = 77777 WHERE edge_id = 3                      | has an end that is not there
            sparse postings      | INSERT INTO sparse_posting VALUES (1, 1, 5, 1, 0.5)                      | which has no such vector
            counts of the graph  | UPDATE edge_shape SET edges = edges + 1                                  | edges of the relation
            counts of the graph  | DELETE FROM edge_shape                                                   | and there are
            counts of the graph  | UPDATE label_set SET nodes = 0                                           | counts 0 nodes
            counts of the graph  | UPDATE scope SET shape = -1                                              | written by hand
            """)
    void whatCanBeDerivedIsFoundAndMended(String check, String damage, String finding) throws SQLException {
        damage(damage);
        IntegrityReport found = backend.operations().check(Progress.NONE);
        assertThat(findings(found, check))
                .anySatisfy(sentence -> assertThat(sentence).contains(finding).endsWith("."));
        assertThat(found.clean()).isFalse();

        IntegrityReport mended = backend.operations().repair(Progress.NONE);
        assertThat(findings(mended, check)).isNotEmpty();
        assertThat(mended.checks().stream().filter(c -> c.name().equals(check)).allMatch(Check::repaired))
                .isTrue();
        assertThat(backend.operations().check(Progress.NONE).checks())
                .allSatisfy(c -> assertThat(c.findings()).as(c.name()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sequences of events  | DELETE FROM event WHERE scope_id = 1 AND sequence = 5                    | and so a gap
            JSON of edges        | UPDATE edge SET properties = x'ff00ff' WHERE edge_id = 4                 | is damaged
            revisions            | UPDATE node SET revision = 1000000 WHERE node_id = 4                     | has not reached
            scopes of names      | UPDATE node SET label_set_id = (SELECT max(label_set_id) FROM label_set) WHERE node_id = 1 | labels of another scope
            """)
    void whatIsLostIsFoundAndNotCalledMended(String check, String damage, String finding) throws SQLException {
        damage(damage);
        IntegrityReport report = backend.operations().repair(Progress.NONE);
        assertThat(findings(report, check))
                .anySatisfy(sentence -> assertThat(sentence).contains(finding));
        assertThat(report.clean()).isFalse();
    }

    @Test
    void searchFindsAgainWhatARepairPutBack() throws SQLException {
        damage("DELETE FROM text_1");
        assertThat(hits("person")).isEmpty();
        backend.operations().repair(Progress.NONE);
        assertThat(hits("person")).isNotEmpty();
    }

    private List<SearchHit> hits(String words) {
        return backend.in(Scope.DEFAULT).text().search(TextQuery.of(words, 10)).hits();
    }

    @Test
    void flippedBytesInAnIndexAreFoundAndTheIndexIsMadeAnew() throws IOException, SQLException {
        long page = page("node_label_set");
        backend.close();
        flip(page * 4096 - 40);
        backend = Khive.open("sqlite:" + file);
        IntegrityReport report = backend.operations().check(Progress.NONE);
        assertThat(report.clean()).isFalse();
        assertThat(findings(report, "pages, rows and indexes")).isNotEmpty();
        assertThat(backend.operations().repair(Progress.NONE).clean()).isTrue();
        assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
    }

    @Test
    void flippedBytesInATableAreFoundAndNotCalledMended() throws IOException, SQLException {
        long page = page("event");
        backend.close();
        flip((page - 1) * 4096);
        backend = Khive.open("sqlite:" + file);
        assertThat(backend.operations().repair(Progress.NONE).clean()).isFalse();
    }

    private long page(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'")) {
            return result.getLong(1);
        }
    }

    /** The header of a page stands at its beginning, its content at its end. */
    private void flip(long offset) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            byte[] some = new byte[40];
            bytes.readFully(some);
            for (int i = 0; i < some.length; i++) {
                some[i] ^= (byte) 0x55;
            }
            bytes.seek(offset);
            bytes.write(some);
        }
    }

    private void damage(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static List<String> findings(IntegrityReport report, String check) {
        return report.checks().stream()
                .filter(c -> c.name().equals(check))
                .flatMap(c -> c.findings().stream())
                .toList();
    }
}
