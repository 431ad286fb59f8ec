package dev.khive.bench.graph.system;

import java.nio.file.Path;

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

    static Path file(Path folder) {
        return folder.resolve("graph.db");
    }

    @Override
    String dialect() {
        return "sqlite";
    }
}
