package dev.khive.db.sqlite;

import dev.khive.db.sql.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks of the file itself: its pages, its references, its tables and indexes. */
final class FileChecks {
    private FileChecks() {}

    /** What is there at all, which a repair sees to before it looks into it. */
    static List<IntegrityCheck> beforeText(SqliteConnections connections) {
        return List.of(new Schema(connections), new DeclaredIndexes());
    }

    /** What is in it; full-text indexes are mended before. */
    static List<IntegrityCheck> afterText() {
        return List.of(new Pages());
    }

    /** Every table and index that the migrations make, compared with a database that was made just now. */
    private record Schema(SqliteConnections connections) implements IntegrityCheck {
        private static final String OBJECTS = """
                SELECT name, sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'property\\_%' ESCAPE '\\'
                ORDER BY rowid""";

        @Override
        public String name() {
            return "tables and indexes";
        }

        @Override
        public List<String> find(Session session) {
            List<String> sentences = new ArrayList<>();
            Map<String, String> present = objects(session);
            wanted().forEach((name, sql) -> {
                if (!sql.equals(present.get(name))) {
                    sentences.add("The " + kind(sql) + " " + name
                            + (present.containsKey(name) ? " is not made as khive makes it." : " is not there."));
                }
            });
            return sentences;
        }

        /** Indexes can be made again; a table that is lost is lost. */
        @Override
        public void mend(SqliteDatabase database) {
            Map<String, String> wanted = wanted();
            database.write(session -> {
                Map<String, String> present = objects(session);
                wanted.forEach((name, sql) -> {
                    if (kind(sql).equals("index") && !sql.equals(present.get(name))) {
                        session.execute("DROP INDEX IF EXISTS " + name);
                        session.execute(sql);
                    }
                });
                return true;
            });
        }

        private static String kind(String sql) {
            return sql.startsWith("CREATE TABLE") ? "table" : "index";
        }

        private Map<String, String> wanted() {
            SqliteAddress address = SqliteAddress.parse(":memory:");
            SqliteConnections fresh = new SqliteConnections(address, connections.options(), connections.errors());
            Connection connection = fresh.writer();
            try (Session session = new Session(connection, fresh.profile())) {
                new SqliteSchema(fresh).create(connection);
                return objects(session);
            } catch (SQLException error) {
                throw connections.errors().translate(error, dev.khive.api.error.ErrorContext.NONE);
            }
        }

        private static Map<String, String> objects(Session session) {
            Map<String, String> objects = new LinkedHashMap<>();
            session.query(OBJECTS, List.of(), row -> objects.put(row.text(1), row.text(2)));
            return objects;
        }
    }

    /** The indexes on properties that were asked for. */
    private record DeclaredIndexes() implements IntegrityCheck {
        @Override
        public String name() {
            return "property indexes";
        }

        @Override
        public List<String> find(Session session) {
            return missing(session).stream()
                    .map(declared -> "The index " + declared.name() + " on the property "
                            + declared.index().path().keys() + " is not there.")
                    .toList();
        }

        private static List<PropertyIndexes.Declared> missing(Session session) {
            return PropertyIndexes.all(session).stream()
                    .filter(declared -> !declared.definition()
                            .equals(session.first(
                                            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?",
                                            List.of(declared.name()),
                                            row -> row.text(1))
                                    .orElse("")))
                    .toList();
        }

        @Override
        public void mend(SqliteDatabase database) {
            database.write(session -> {
                missing(session).forEach(declared -> {
                    session.execute("DROP INDEX IF EXISTS " + declared.name());
                    session.execute(declared.definition());
                });
                return true;
            });
        }
    }

    /** SQLite's own check of every page, row and index, full-text indexes among them. */
    private record Pages() implements IntegrityCheck {
        @Override
        public String name() {
            return "pages, rows and indexes";
        }

        @Override
        public List<String> find(Session session) {
            return session.query("PRAGMA integrity_check(100)", List.of(), row -> row.text(1)).stream()
                    .filter(line -> !line.equals("ok"))
                    .map(line -> "SQLite found: " + line + ".")
                    .toList();
        }

        /** Indexes are made anew from their tables; a page of a table that is damaged stays so. */
        @Override
        public void mend(SqliteDatabase database) {
            database.write(session -> {
                session.execute("REINDEX");
                return true;
            });
        }
    }
}
