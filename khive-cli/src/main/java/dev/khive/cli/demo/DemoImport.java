package dev.khive.cli.demo;

import dev.khive.api.Backend;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.VectorField;
import dev.khive.cli.load.GraphWriter;
import dev.khive.cli.load.NameVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Brings the graph of the running JDK into a scope: nodes, edges, then vectors of the names, in batches. The last commit
 * writes a note that says so; a scope without it has no graph, or the beginning of one.
 */
public final class DemoImport {
    private static final UUID MARK = RecordIds.ofName("khive demo");
    private static final String MARK_KIND = "DemoImport";
    private static final int BATCH = 10_000;

    private final Backend backend;
    private final Scope scope;
    private final Predicate<String> modules;
    private final Progress progress;

    /**
     * An import that has not begun.
     *
     * @param modules which modules of the JDK are wanted, by name
     */
    public DemoImport(Backend backend, Scope scope, Predicate<String> modules, Progress progress) {
        this.backend = backend;
        this.scope = scope;
        this.modules = modules;
        this.progress = progress;
    }

    /** What is there before the import. */
    public enum State {
        /** Nothing of the graph. */
        ABSENT,
        /** A part of it, of an import that did not come to its end. */
        INTERRUPTED,
        /** All of it. */
        COMPLETE
    }

    /** How far an import came before. */
    public State state() {
        if (!backend.namespaces(scope.tenant()).contains(scope.namespace())) {
            return State.ABSENT;
        }
        if (mark().isPresent()) {
            return State.COMPLETE;
        }
        boolean begun = backend.in(scope)
                .entities()
                .get(RecordIds.ofName("module:java.base"))
                .isPresent();
        return begun ? State.INTERRUPTED : State.ABSENT;
    }

    /** What the last import said of itself, for example {@code The graph of Java 25.0.3}. */
    public Optional<String> said() {
        return mark().map(Note::content);
    }

    private Optional<Note> mark() {
        return backend.in(scope).notes().get(MARK);
    }

    /** Reads the image and writes what is missing. */
    public void run() throws IOException {
        boolean compare = state() == State.INTERRUPTED;
        JdkGraph graph = new JdkGraph(JdkImage.read(modules, progress));
        List<EntityDraft> nodes = graph.nodes();
        List<EdgeDraft> edges = new ArrayList<>();
        graph.edges(edges::add);
        Storage storage = backend.in(scope);
        write(storage, nodes, edges, compare);
        embed(storage, nodes);
    }

    private void write(Storage storage, List<EntityDraft> nodes, List<EdgeDraft> edges, boolean compare) {
        GraphWriter writer =
                new GraphWriter(storage, Math.min(BATCH, backend.bounds().batch()), compare, null);
        for (int index = 0; index < nodes.size(); index++) {
            writer.add(nodes.get(index), null);
            report("Writing nodes", index, nodes.size());
        }
        writer.flush();
        for (int index = 0; index < edges.size(); index++) {
            writer.add(edges.get(index), null);
            report("Writing edges", index, edges.size());
        }
        writer.flush();
    }

    private void embed(Storage storage, List<EntityDraft> nodes) {
        VectorField field = NameVectors.FIELD;
        storage.vectors().define(field);
        int batch = Math.min(BATCH, backend.bounds().batch());
        for (int start = 0; start < nodes.size(); start += batch) {
            List<EntityDraft> part = nodes.subList(start, Math.min(nodes.size(), start + batch));
            report("Embedding names", start, nodes.size());
            boolean last = start + batch >= nodes.size();
            storage.transaction(transaction -> {
                transaction.vectors().putAll(NameVectors.of(part), BatchMode.ATOMIC);
                return last && mark(transaction);
            });
        }
    }

    private static boolean mark(Transaction transaction) {
        String said = "The graph of Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ").";
        transaction.notes().upsert(new NoteDraft(MARK, MARK_KIND, said, null, null, Map.of()));
        return true;
    }

    private void report(String step, int done, int total) {
        if (done % 512 == 0) {
            progress.report(step, done, total);
        }
    }
}
