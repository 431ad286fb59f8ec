package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextStatistics;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of a scope is made by its first text, inside the transaction that writes it. */
class TextTransactionTest {
    private final Backend backend;
    private final Storage storage;

    TextTransactionTest(@TempDir Path folder) {
        backend = Khive.open("sqlite:" + folder.resolve("t.db"));
        storage = backend.in(Scope.DEFAULT);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void anIndexThatIsRolledBackIsMadeAgain() {
        assertThatThrownBy(() -> storage.transaction(tx -> {
                    name(tx, "lost");
                    assertThat(found(tx, "lost")).isEqualTo(1);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found(storage, "lost")).isZero();
        name(storage, "kept");
        assertThat(found(storage, "kept")).isEqualTo(1);
        assertThat(found(storage, "lost")).isZero();
    }

    @Test
    void aSavepointThatFailsTakesItsTextsAlone() {
        storage.transaction(tx -> {
            assertThatThrownBy(() -> tx.savepoint(() -> {
                        name(tx, "lost");
                        throw new IllegalStateException("on purpose");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            name(tx, "kept");
            assertThatThrownBy(() -> tx.savepoint(() -> {
                        name(tx, "gone");
                        tx.text().rebuild();
                        throw new IllegalStateException("on purpose");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(found(tx, "kept")).isEqualTo(1);
            assertThat(found(tx, "lost")).isZero();
            return true;
        });
        assertThat(found(storage, "kept")).isEqualTo(1);
        assertThat(found(storage, "gone")).isZero();
        assertThat(storage.text().statistics()).containsExactly(new TextStatistics(1, "unicode"));
        assertThat(backend.operations().check(dev.khive.api.Progress.NONE).clean())
                .isTrue();
    }

    private static void name(Stores stores, String name) {
        stores.entities().upsert(EntityDraft.of("N", Map.of("name", name)));
    }

    private static int found(Stores stores, String word) {
        return stores.text().search(TextQuery.of(word, 10)).hits().size();
    }
}
