package dev.khive.db.sql.scope;

import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.Uncommitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids of rows that are named by other columns and never change or go once they are committed: scopes, relations, labels,
 * label sets. Ids are kept in memory after the commit that made them alone; another process's rows are found by reading on a
 * miss.
 *
 * @param <K> what names a row, with {@code equals}
 */
final class Interned<K extends Record> {
    private static final int CAPACITY = 100_000;

    private final Map<K, Long> committed = new ConcurrentHashMap<>();
    private final String select;
    private final String insert;
    private final Columns<K> columns;

    /**
     * @param select gives the id for the binds of a key
     * @param insert takes the same binds; does nothing where the row is there
     */
    Interned(String select, String insert, Columns<K> columns) {
        this.select = select;
        this.insert = insert;
        this.columns = columns;
    }

    /** The id of a row that was committed and is in memory. */
    OptionalLong known(K key) {
        Long known = committed.get(key);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** The id of a row that is there. */
    OptionalLong find(Session session, K key, boolean writing) {
        Long known = committed.get(key);
        if (known == null && writing && session.uncommitted().get(key) instanceof Long mine) {
            known = mine;
        }
        return known == null ? read(session, key, writing) : OptionalLong.of(known);
    }

    /** The id of a row, which is made when it is not there. */
    long intern(Session session, K key) {
        OptionalLong found = find(session, key, true);
        if (found.isPresent()) {
            return found.getAsLong();
        }
        session.update(insert, columns.binds(key).toArray());
        return read(session, key, true)
                .orElseThrow(() -> new IllegalStateException("A row that was just written is not there: " + key));
    }

    private OptionalLong read(Session session, K key, boolean writing) {
        List<Long> ids = session.query(select, new ArrayList<>(columns.binds(key)), row -> row.integer(1));
        if (ids.isEmpty()) {
            return OptionalLong.empty();
        }
        long id = ids.get(0);
        if (writing) {
            Uncommitted uncommitted = session.uncommitted();
            uncommitted.keep(key, id, () -> remember(key, id));
        } else {
            remember(key, id);
        }
        return OptionalLong.of(id);
    }

    private void remember(K key, long id) {
        if (committed.size() >= CAPACITY) {
            committed.clear();
        }
        committed.put(key, id);
    }

    /** The columns of a key, in the order of the statements' parameters. */
    @FunctionalInterface
    interface Columns<K> {
        List<? extends @Nullable Object> binds(K key);
    }
}
