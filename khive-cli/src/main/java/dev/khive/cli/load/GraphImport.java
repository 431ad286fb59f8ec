package dev.khive.cli.load;

import dev.khive.api.Backend;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.value.PropertyValues;
import dev.khive.cli.load.GraphItem.EdgeItem;
import dev.khive.cli.load.GraphItem.NodeItem;
import dev.khive.cli.load.GraphItem.NoteItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Imports files into a scope. Everything is read and checked before anything is written. Up to {@link #ONE_COMMIT} records
 * are written in one transaction; more of them in batches, of which those that were committed stay when the process
 * dies. A repeated import writes only what is missing or different.
 */
public final class GraphImport {
    /** The most records that are written in one transaction, all or none. */
    public static final long ONE_COMMIT = 250_000;

    private static final int BATCH = 5_000;
    private static final int REPORT_EVERY = 1024;

    private final Backend backend;
    private final Scope scope;
    private final List<GraphFile> files = new ArrayList<>();
    private final Options options;
    private final Progress progress;

    /**
     * An import that has not begun.
     *
     * @throws IOException when a file cannot be opened
     */
    public GraphImport(Backend backend, Scope scope, List<Path> files, Options options, Progress progress)
            throws IOException {
        this.backend = backend;
        this.scope = scope;
        this.options = options;
        this.progress = progress;
        for (Path file : files) {
            this.files.add(GraphFile.of(file));
        }
    }

    /**
     * How an import is made.
     *
     * @param keepGoing whether to leave out what cannot be imported, where any such line would stop all else
     * @param embed whether to give nodes the vectors of their names
     */
    public record Options(boolean keepGoing, boolean embed) {}

    /**
     * What an import did.
     *
     * @param badLines what was left out and why, or, without {@code keepGoing}, why nothing was written
     */
    public record Outcome(Tally entities, Tally notes, Tally edges, List<BadLine> badLines) {}

    /** Runs it. */
    public Outcome run() throws IOException {
        boolean exists = backend.namespaces(scope.tenant()).contains(scope.namespace());
        Storage storage = backend.in(scope);
        Survey survey = new Survey(backend.bounds(), progress);
        survey.read(files, ids -> exists ? stored(storage, ids) : Set.of());
        if (!survey.badLines().isEmpty() && !options.keepGoing()) {
            return new Outcome(Tally.NONE, Tally.NONE, Tally.NONE, survey.badLines());
        }
        if (survey.records() > ONE_COMMIT) {
            return write(storage, survey, exists);
        }
        return storage.transaction(transaction -> write(transaction, survey, exists));
    }

    private static Set<UUID> stored(Stores stores, Collection<UUID> ids) {
        Set<UUID> found = new HashSet<>(stores.entities().getAll(ids).keySet());
        found.addAll(stores.notes().getAll(ids).keySet());
        return found;
    }

    private Outcome write(Stores stores, Survey survey, boolean compare) {
        List<BadLine> leftOut = new ArrayList<>(survey.badLines());
        int batch = Math.min(BATCH, backend.bounds().batch());
        GraphWriter writer = new GraphWriter(stores, batch, compare, options.keepGoing() ? leftOut::add : null);
        try {
            Pass nodes = new Pass(survey, writer, leftOut, false);
            for (GraphFile file : files) {
                file.read(nodes);
            }
            writer.flush();
            Pass edges = new Pass(survey, writer, leftOut, true);
            for (GraphFile file : files) {
                file.read(edges);
            }
            writer.flush();
            if (options.embed()) {
                embed(stores, survey, compare);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Outcome(writer.entities(), writer.notes(), writer.edges(), leftOut);
    }

    private void embed(Stores stores, Survey survey, boolean compare) throws IOException {
        VectorWriter vectors = new VectorWriter(stores, compare);
        for (GraphFile file : files) {
            file.read(new GraphFile.Visitor() {
                private long seen;

                @Override
                public void item(Place place, GraphItem item) {
                    if (item instanceof NodeItem node && !survey.isBad(place)) {
                        vectors.add(draft(node));
                        report("Embedding names", seen++, survey.nodeCount());
                    }
                }

                @Override
                public void bad(Place place, String reason) {
                    // The survey has it already.
                }
            });
        }
        vectors.flush();
    }

    private void report(String step, long done, long total) {
        if (done % REPORT_EVERY == 0) {
            progress.report(step, done, total);
        }
    }

    private EntityDraft draft(NodeItem node) {
        return new EntityDraft(ImportIds.ofId(node.id()), node.labels(), normal(node));
    }

    private Map<String, Object> normal(GraphItem item) {
        return PropertyValues.normalize(item.properties(), backend.bounds().valueDepth());
    }

    /** One more reading of the files, which writes the nodes or the edges. */
    private final class Pass implements GraphFile.Visitor {
        private final Survey survey;
        private final GraphWriter writer;
        private final List<BadLine> leftOut;
        private final boolean edges;
        private final ImportIds ids = new ImportIds();
        private long seen;

        Pass(Survey survey, GraphWriter writer, List<BadLine> leftOut, boolean edges) {
            this.survey = survey;
            this.writer = writer;
            this.leftOut = leftOut;
            this.edges = edges;
        }

        @Override
        public void item(Place place, GraphItem item) {
            if (item instanceof EdgeItem != edges) {
                return;
            }
            report(edges ? "Writing edges" : "Writing nodes", ++seen, edges ? survey.edgeCount() : survey.nodeCount());
            if (item instanceof EdgeItem edge) {
                write(edge, place);
            } else if (!survey.isBad(place)) {
                write(item, place);
            }
        }

        private void write(GraphItem item, Place place) {
            switch (item) {
                case NodeItem node -> writer.add(draft(node), place);
                case NoteItem note ->
                    writer.add(
                            new NoteDraft(
                                    ImportIds.ofId(note.id()),
                                    note.kind(),
                                    note.content(),
                                    note.salience(),
                                    note.expiresAt(),
                                    normal(note)),
                            place);
                case EdgeItem edge -> write(edge, place);
            }
        }

        /** An edge that is left out still takes its turn, so that its like keep their ids once it is mended. */
        private void write(EdgeItem edge, Place place) {
            UUID source = ImportIds.ofId(edge.source());
            UUID target = ImportIds.ofId(edge.target());
            UUID id = edge.id() == null ? ids.ofNextEdge(source, edge.relation(), target) : ImportIds.ofId(edge.id());
            if (survey.isBad(place)) {
                return;
            }
            if (survey.isMissing(source) || survey.isMissing(target)) {
                String missing = survey.isMissing(source) ? edge.source() : edge.target();
                leftOut.add(new BadLine(
                        place, "The node \"" + missing + "\" is neither in the files nor in the database."));
                return;
            }
            EdgeDraft draft = new EdgeDraft(
                    id, source, edge.relation(), target, edge.weight(), edge.validFrom(), edge.validTo(), normal(edge));
            writer.add(draft, place);
        }

        @Override
        public void bad(Place place, String reason) {
            // The survey has it already.
        }
    }
}
