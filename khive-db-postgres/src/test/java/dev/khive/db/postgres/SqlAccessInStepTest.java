package dev.khive.db.postgres;

import dev.khive.api.store.EntityDraft;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The operator's SQL, as far as one text says the same to both databases. */
class SqlAccessInStepTest extends StoreInStep {
    @Test
    void rowsComeWithTheSameNamesAndValues() {
        same("fill", stores -> stores.entities().insert(new EntityDraft(id("a"), List.of("Bird"), properties(1))));
        same("fill", stores -> stores.entities().insert(new EntityDraft(id("b"), List.of("Bird"), properties(2))));
        sameOf(
                "counts",
                backend -> backend.sql()
                        .query(
                                "SELECT count(*) AS nodes, max(revision) AS newest, min(record_type) AS type FROM node"));
        sameOf(
                "values",
                backend -> backend.sql()
                        .query(
                                "SELECT ? AS text, ? AS number, ? AS part, coalesce(NULL, 'x') AS word",
                                "a'b",
                                7L,
                                0.5));
        sameOf("an id", backend -> backend.sql().query("SELECT count(*) AS n FROM node WHERE uuid = ?", id("a")));
        sameOf("no row", backend -> backend.sql().query("SELECT name FROM label WHERE name = ?", "nobody"));
        sameOf(
                "names in order",
                backend -> backend.sql()
                        .query(
                                "SELECT s.namespace, l.name FROM label AS l JOIN scope AS s ON s.scope_id = l.scope_id ORDER BY 1, 2"));
    }

    @Test
    void writesAreCountedAndTransactionsKeptOrUndone() {
        same("fill", stores -> stores.entities().insert(new EntityDraft(id("a"), List.of("Bird"), Map.of())));
        sameOf("update", backend -> backend.sql().update("UPDATE label SET name = ? WHERE name = ?", "Fowl", "Bird"));
        sameOf(
                "transaction",
                backend -> backend.sql().transaction(sql -> {
                    long changed = sql.update("UPDATE label SET name = 'Bird' WHERE name = 'Fowl'");
                    return List.of(changed, sql.query("SELECT count(*) AS n FROM label WHERE name = 'Fowl'"));
                }));
        sameOf("undone", backend -> {
            try {
                return backend.sql().transaction(sql -> {
                    sql.update("UPDATE label SET name = 'Lost'");
                    throw new IllegalStateException("enough");
                });
            } catch (IllegalStateException enough) {
                return backend.sql().query("SELECT count(*) AS n FROM label WHERE name = 'Lost'");
            }
        });
    }

    @Test
    void whatIsNoSingleStatementIsRefusedAlike() {
        refusedOf(
                "INVALID_INPUT", "a write in a query", backend -> backend.sql().query("DELETE FROM label"));
        refusedOf("INVALID_INPUT", "two statements", backend -> backend.sql().query("SELECT 1; SELECT 2"));
        refusedOf("INVALID_INPUT", "too few values", backend -> backend.sql().query("SELECT ? AS a, ? AS b", 1L));
        refusedOf(
                "INVALID_INPUT", "too many values", backend -> backend.sql().query("SELECT 1 AS a", UUID.randomUUID()));
        refusedOf("INVALID_INPUT", "a commit", backend -> backend.sql().update("COMMIT"));
        refusedOf("INVALID_INPUT", "nothing", backend -> backend.sql().query(" "));
    }
}
