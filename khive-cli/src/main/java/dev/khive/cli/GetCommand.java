package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Storage;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Note;
import dev.khive.api.store.StoredRecord;
import dev.khive.cli.load.ImportIds;
import dev.khive.cli.output.RowWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows records by id. */
@Command(
        name = "get",
        description = "Shows nodes, notes and edges by their id: a UUID, or the id that they had in an imported file.",
        footer = {
            "",
            "Examples:",
            "  khive get --db sqlite:kb.db 0190b6c0-7d9a-7cc3-98a1-2f2f4c7f1e11",
            "  khive get --db sqlite:lsqb.db --format json 42",
            "",
            "Ends with exit code 3 when one of them is not there."
        })
final class GetCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @picocli.CommandLine.Parameters(arity = "1..*", paramLabel = "ID", description = "What is wanted.")
    private List<String> ids = List.of();

    GetCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        int code = ExitCode.OK;
        try (Backend backend = database.openExisting(console)) {
            Storage storage = database.reading(backend);
            RowWriter writer = output.writer(console);
            writer.begin(
                    List.of("id", "type", "labels", "fields", "properties", "revision", "created_at", "updated_at"));
            for (String id : ids) {
                Optional<? extends StoredRecord> found = find(storage, ImportIds.ofId(id));
                if (found.isPresent()) {
                    writer.row(row(found.get()));
                } else {
                    console.note("khive: There is no record with the id " + id + ".");
                    code = ExitCode.FOUND_WANTING;
                }
            }
            writer.end();
        }
        return code;
    }

    private static Optional<? extends StoredRecord> find(Storage storage, UUID id) {
        Optional<? extends StoredRecord> entity = storage.entities().get(id);
        if (entity.isPresent()) {
            return entity;
        }
        Optional<? extends StoredRecord> note = storage.notes().get(id);
        return note.isPresent() ? note : storage.graph().get(id);
    }

    private static List<@Nullable Object> row(StoredRecord stored) {
        return Arrays.asList(
                stored.id(),
                type(stored),
                labels(stored),
                fields(stored),
                stored.properties(),
                stored.revision(),
                stored.createdAt().toString(),
                stored.updatedAt().toString());
    }

    private static String type(StoredRecord stored) {
        return switch (stored) {
            case Entity entity -> "node";
            case Note note -> "note";
            case Edge edge -> "edge";
        };
    }

    private static List<String> labels(StoredRecord stored) {
        return switch (stored) {
            case Entity entity -> entity.labels();
            case Note note -> List.of(note.kind());
            case Edge edge -> List.of(edge.relation());
        };
    }

    /** What a note or an edge has besides its properties. */
    private static Object fields(StoredRecord stored) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        switch (stored) {
            case Entity entity -> {}
            case Note note -> {
                fields.put("content", note.content());
                fields.put("salience", note.salience());
                fields.put("expires_at", text(note.expiresAt()));
            }
            case Edge edge -> {
                fields.put("source", edge.source());
                fields.put("target", edge.target());
                fields.put("weight", edge.weight());
                fields.put("valid_from", text(edge.validFrom()));
                fields.put("valid_to", text(edge.validTo()));
            }
        }
        fields.values().removeIf(java.util.Objects::isNull);
        return fields;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
