package dev.khive.db.sqlite;

import dev.khive.api.config.KhiveConfig;
import java.nio.file.Path;

/** Databases opened below the stores. */
final class TestDatabases {
    private TestDatabases() {}

    static SqliteDatabase open(Path file, String... settings) {
        return open("sqlite:" + file, settings);
    }

    static SqliteDatabase open(String url, String... settings) {
        return SqliteDatabase.open(connections(url, settings));
    }

    static SqliteConnections connections(String url, String... settings) {
        KhiveConfig.Builder builder = KhiveConfig.builder().url(url);
        for (int i = 0; i < settings.length; i += 2) {
            builder.set(settings[i], settings[i + 1]);
        }
        KhiveConfig config = builder.build().checked(SqliteOptions.KEYS);
        SqliteAddress address = SqliteAddress.parse(config.location());
        return new SqliteConnections(address, SqliteOptions.of(config), new SqliteErrors(address.toString()));
    }
}
