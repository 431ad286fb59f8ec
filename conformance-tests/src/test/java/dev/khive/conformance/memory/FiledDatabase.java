package dev.khive.conformance.memory;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The oracle with the rows of each scope in a file, for tests of what outlives a process: every call reads the files that another
 * process has written, and writes that of the scope that the call has changed, alone among the calls of all processes. Transactions over
 * several scopes are not for it. Thread-safe.
 */
public final class FiledDatabase {
    /** A call. */
    @FunctionalInterface
    public interface Work {
        /** Makes it. */
        @Nullable
        Object call() throws Throwable;
    }

    private final Path folder;
    private final MemoryDatabase database;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Map<RowsFile, List<Object>> read = new HashMap<>();
    private long numbers;

    private FiledDatabase(Path folder, MemoryDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /** The database of a folder, which is made where it is not there. */
    public static FiledDatabase at(Path folder, KhiveConfig config) throws IOException {
        Files.createDirectories(folder);
        return new FiledDatabase(folder, new MemoryDatabase(config.bounds(), config.timeout(), null));
    }

    /** The oracle on it, each of whose calls belongs into {@link #alone}. */
    public Backend backend() {
        return new MemoryBackend(database);
    }

    /** Makes a call on what is in the file, and keeps there what it did. A call in a call is a part of it. */
    public @Nullable Object alone(Work work) throws Throwable {
        turn.lock();
        try {
            if (turn.getHoldCount() > 1) {
                return work.call();
            }
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                assert held.isValid();
                load();
                Map<Scope, ScopeRows> before = database.committed();
                Object answer = work.call();
                save(before);
                return answer;
            }
        } finally {
            turn.unlock();
        }
    }

    private void save(Map<Scope, ScopeRows> before) throws IOException {
        for (Map.Entry<Scope, ScopeRows> scope : database.committed().entrySet()) {
            if (scope.getValue() != before.get(scope.getKey())) {
                RowsFile file = RowsFile.of(folder, scope.getKey());
                file.write(scope.getKey(), scope.getValue());
                read.put(file, file.state());
            }
        }
    }

    private void load() throws IOException {
        Map<Scope, ScopeRows> changed = new HashMap<>();
        for (RowsFile file : RowsFile.all(folder)) {
            List<Object> state = file.state();
            if (!state.equals(read.put(file, state))) {
                Map.Entry<Scope, ScopeRows> rows = file.read();
                changed.put(rows.getKey(), rows.getValue());
            }
        }
        if (!changed.isEmpty()) {
            database.transaction(open -> {
                open.scopes().putAll(changed);
                return changed;
            });
            changed.values().forEach(this::takeNumbers);
        }
    }

    /** The numbers of the rows are taken, so that new rows come after them. */
    private void takeNumbers(ScopeRows rows) {
        long greatest = Stream.concat(rows.nodes.values().stream(), rows.edges.values().stream())
                .mapToLong(Row::number)
                .max()
                .orElse(0);
        while (numbers < greatest) {
            numbers = database.nextNumber();
        }
    }
}
