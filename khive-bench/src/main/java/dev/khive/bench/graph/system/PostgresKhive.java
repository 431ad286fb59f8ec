package dev.khive.bench.graph.system;

import java.nio.file.Path;

/** khive on PostgreSQL, in a schema of its own for each scale; the server is the one that KHIVE_POSTGRES_URL names. */
public final class PostgresKhive extends KhiveSystem {
    @Override
    public String name() {
        return "khive-postgres";
    }

    @Override
    public String threads() {
        return "server default";
    }

    @Override
    String url(Path folder, String factor) {
        return address(factor);
    }

    /** The address of the schema of a scale. */
    static String address(String factor) {
        String url = System.getenv("KHIVE_POSTGRES_URL");
        if (url == null) {
            throw new IllegalStateException(
                    "KHIVE_POSTGRES_URL must name a PostgreSQL; dev/postgres start prints one.");
        }
        return url + (url.contains("?") ? "&" : "?") + "schema=" + schema(factor);
    }

    static String schema(String factor) {
        return "khive_bench_" + factor.replaceAll("\\W", "_");
    }

    @Override
    String dialect() {
        return "postgres";
    }
}
