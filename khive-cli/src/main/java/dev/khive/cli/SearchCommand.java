package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.TextQuery;
import dev.khive.cli.output.OutputFormat;
import dev.khive.cli.output.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches by words and by likeness. */
@Command(
        name = "search",
        description = {
            "Finds nodes by their text, by the likeness of their names, or by both.",
            "",
            "Vectors come from the built-in embedder, which is lexical: it finds words with common parts, not synonyms."
        },
        footer = {
            "",
            "Examples:",
            "  khive search --db sqlite:kb.db 'http client'",
            "  khive search --db sqlite:kb.db --format json --limit 10 'http client'",
            "  khive search --db sqlite:kb.db --mode vector ConcurentHashMp",
            "  khive search --db sqlite:kb.db --mode text --words phrase --label Class 'class loader'"
        })
final class SearchCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--limit", paramLabel = "N", description = "How many records at most, default: 10.")
    private int limit = 10;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "auto (the default: hybrid where there are vectors of the built-in embedder, else text), text,"
                            + " vector or hybrid.")
    private Search.Mode mode = Search.Mode.AUTO;

    @Option(
            names = "--words",
            paramLabel = "HOW",
            description = "How text is matched: any (the default), all, phrase, prefix or expression.")
    private Words words = Words.ANY;

    @Option(names = "--label", paramLabel = "LABEL", description = "Finds nodes with this label alone.")
    private @Nullable String label;

    @picocli.CommandLine.Parameters(arity = "1..*", paramLabel = "TEXT", description = "What is looked for.")
    private List<String> text = List.of();

    /** The words of the option. */
    private enum Words {
        ANY(TextQuery.Mode.ANY_WORD),
        ALL(TextQuery.Mode.ALL_WORDS),
        PHRASE(TextQuery.Mode.PHRASE),
        PREFIX(TextQuery.Mode.PREFIX),
        EXPRESSION(TextQuery.Mode.EXPRESSION);

        private final TextQuery.Mode mode;

        Words(TextQuery.Mode mode) {
            this.mode = mode;
        }
    }

    SearchCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        Filter filter =
                label == null ? Filter.ALL : Filter.field(RecordField.LABEL).equalTo(label);
        Search search = new Search(String.join(" ", text), mode, words.mode, limit, filter);
        try (Backend backend = database.openExisting(console)) {
            Storage storage = database.reading(backend);
            Search.Found found = search.in(storage);
            write(
                    found,
                    RecordView.of(
                            storage, found.hits().stream().map(Search.Hit::id).toList()));
        }
        return ExitCode.OK;
    }

    private void write(Search.Found found, Map<UUID, RecordView> views) throws IOException {
        boolean hybrid = found.mode() == Search.Mode.HYBRID;
        boolean table = output.format == OutputFormat.TABLE;
        RowWriter writer = output.writer(console);
        writer.begin(table ? tableColumns(hybrid) : columns(hybrid));
        for (Search.Hit hit : found.hits()) {
            RecordView view = views.get(hit.id());
            if (view != null) {
                writer.row(table ? tableRow(hit, view, hybrid) : row(hit, view, hybrid));
            }
        }
        writer.end();
    }

    static List<String> tableColumns(boolean hybrid) {
        return hybrid
                ? List.of("score", "labels", "name", "text", "ranks")
                : List.of("score", "labels", "name", "text");
    }

    private static List<String> columns(boolean hybrid) {
        return hybrid
                ? List.of("id", "score", "labels", "name", "text", "ranks", "properties")
                : List.of("id", "score", "labels", "name", "text", "properties");
    }

    static List<@Nullable Object> tableRow(Search.Hit hit, RecordView view, boolean hybrid) {
        double rounded = Math.round(hit.score() * 10_000) / 10_000.0;
        List<@Nullable Object> row = new ArrayList<>();
        row.add(rounded);
        row.add(String.join(";", view.labels()));
        row.add(view.name());
        row.add(shortened(view.text()));
        if (hybrid) {
            row.add(ranks(hit));
        }
        return row;
    }

    private static List<@Nullable Object> row(Search.Hit hit, RecordView view, boolean hybrid) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(hit.id());
        row.add(hit.score());
        row.add(view.labels());
        row.add(view.name());
        row.add(view.text());
        if (hybrid) {
            row.add(hit.ranks());
        }
        row.add(view.properties());
        return row;
    }

    private static String ranks(Search.Hit hit) {
        return String.join(
                ", ",
                hit.ranks().entrySet().stream()
                        .map(rank -> rank.getKey() + " " + rank.getValue())
                        .toList());
    }

    /** In a table the beginning of a text is enough to know it; the other formats have it whole. */
    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= 72 ? text : text.substring(0, 71) + "…";
    }
}
