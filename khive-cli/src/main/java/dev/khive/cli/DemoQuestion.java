package dev.khive.cli;

import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.TextQuery;
import dev.khive.cli.output.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question that the demo asks, the way in which a person would type it. */
sealed interface DemoQuestion {
    /** The questions in their order. */
    List<DemoQuestion> ALL = List.of(
            new Graph("A graph pattern with aggregation: where are the interfaces of java.util implemented?", """
                    MATCH (home:Package)-[:CONTAINS]->(c:Class)-[:IMPLEMENTS]->(i:Interface),
                          (:Package {name: "java.util"})-[:CONTAINS]->(i)
                    RETURN home.name AS package, count(DISTINCT c) AS classes
                    ORDER BY classes DESC, package LIMIT 5"""),
            new Graph("A path: how does java.sql reach java.xml?", """
                    MATCH p = (:Module {name: "java.sql"})-[:REQUIRES*1..3]->(:Module {name: "java.xml"})
                    RETURN p AS path, length(p) AS steps ORDER BY steps LIMIT 3"""),
            new Words("Full text: what is there about an http client?", Search.Mode.TEXT, "http client"),
            new Words("Vectors: what is spelled like ConcurentHashMp?", Search.Mode.VECTOR, "ConcurentHashMp"),
            new Words("Text and vectors together: secure random numbers", Search.Mode.HYBRID, "secure random numbers"));

    /** What is asked, for a person. */
    String title();

    /** The command after {@code khive}, with the options of the database in it. */
    String command(String options);

    /** Asks and gives the columns and rows of the answer. */
    Table ask(Storage storage);

    /** A small answer. */
    record Table(List<String> columns, List<List<@Nullable Object>> rows) {
        void write(RowWriter writer) throws IOException {
            writer.begin(columns);
            for (List<@Nullable Object> row : rows) {
                writer.row(row);
            }
            writer.end();
        }
    }

    /** A query. */
    record Graph(String title, String query) implements DemoQuestion {
        @Override
        public String command(String options) {
            return "query" + options + " '" + query.replace("\n", "\n    ") + "'";
        }

        @Override
        public Table ask(Storage storage) {
            try (QueryResult result = storage.query(query)) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                result.forEachRemaining(row -> rows.add(row.toList()));
                return new Table(
                        result.columns().stream().map(QueryColumn::name).toList(), rows);
            }
        }
    }

    /** A search. */
    record Words(String title, Search.Mode mode, String text) implements DemoQuestion {
        private static final int LIMIT = 5;

        @Override
        public String command(String options) {
            return "search" + options + " --mode " + mode.name().toLowerCase(Locale.ROOT) + " --limit " + LIMIT + " '"
                    + text + "'";
        }

        @Override
        public Table ask(Storage storage) {
            Search.Found found = new Search(text, mode, TextQuery.Mode.ANY_WORD, LIMIT, Filter.ALL).in(storage);
            Map<UUID, RecordView> views = RecordView.of(
                    storage, found.hits().stream().map(Search.Hit::id).toList());
            boolean hybrid = mode == Search.Mode.HYBRID;
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Search.Hit hit : found.hits()) {
                RecordView view = views.get(hit.id());
                if (view != null) {
                    rows.add(SearchCommand.tableRow(hit, view, hybrid));
                }
            }
            return new Table(SearchCommand.tableColumns(hybrid), rows);
        }
    }
}
