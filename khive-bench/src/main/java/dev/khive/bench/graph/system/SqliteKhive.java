package dev.khive.bench.graph.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** khive on SQLite. */
public final class SqliteKhive extends KhiveSystem {
    @Override
    public String name() {
        return "khive-sqlite";
    }

    @Override
    public String threads() {
        return "1";
    }

    @Override
    String url(Path folder, String factor) {
        return "sqlite:" + file(folder);
    }

    @Override
    void drop(Path folder, String factor) throws IOException {
        for (String part : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve(file(folder).getFileName() + part));
        }
    }

    static Path file(Path folder) {
        return folder.resolve("graph.db");
    }

    @Override
    String dialect() {
        return "sqlite";
    }
}
