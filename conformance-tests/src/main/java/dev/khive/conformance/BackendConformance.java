package dev.khive.conformance;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.conformance.boundary.BoundSuite;
import dev.khive.conformance.boundary.ErrorSuite;
import dev.khive.conformance.boundary.InjectionSuite;
import dev.khive.conformance.boundary.LifecycleSuite;
import dev.khive.conformance.boundary.OperationSuite;
import dev.khive.conformance.durability.DurabilitySuite;
import dev.khive.conformance.durability.ManyWritersSuite;
import dev.khive.conformance.event.AppendSuite;
import dev.khive.conformance.event.ChangeSuite;
import dev.khive.conformance.event.FollowSuite;
import dev.khive.conformance.filter.FilterContract;
import dev.khive.conformance.graph.NeighborSuite;
import dev.khive.conformance.graph.PathSuite;
import dev.khive.conformance.graph.TraversalSuite;
import dev.khive.conformance.query.ChangingGraphSuite;
import dev.khive.conformance.query.QueryBoundSuite;
import dev.khive.conformance.query.QueryCancelSuite;
import dev.khive.conformance.query.QuerySuite;
import dev.khive.conformance.query.SameSemanticsSuite;
import dev.khive.conformance.record.CascadeSuite;
import dev.khive.conformance.record.EdgeSuite;
import dev.khive.conformance.record.NodeSuite;
import dev.khive.conformance.record.RecordContract;
import dev.khive.conformance.record.RecordKind;
import dev.khive.conformance.rule.Certificate;
import dev.khive.conformance.rule.KitRun;
import dev.khive.conformance.scope.NamespaceSuite;
import dev.khive.conformance.scope.TwinSuite;
import dev.khive.conformance.search.HybridSuite;
import dev.khive.conformance.search.SparseSuite;
import dev.khive.conformance.search.TextQuerySuite;
import dev.khive.conformance.search.TextRankSuite;
import dev.khive.conformance.search.TextSuite;
import dev.khive.conformance.search.VectorSearchSuite;
import dev.khive.conformance.search.VectorWriteSuite;
import dev.khive.conformance.stream.EventStreamSuite;
import dev.khive.conformance.stream.QueryStreamSuite;
import dev.khive.conformance.stream.RowStreamSuite;
import dev.khive.conformance.transaction.FreshnessSuite;
import dev.khive.conformance.transaction.SavepointSuite;
import dev.khive.conformance.transaction.TransactionSuite;
import dev.khive.conformance.transaction.VersionSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole kit. A backend author extends it, says where a database is, and runs it with JUnit:
 *
 * <pre>{@code
 * class SqliteConformanceTest extends BackendConformance {
 *     @TempDir
 *     static Path folder;
 *
 *     @Override
 *     protected String url(String database) {
 *         return "sqlite:" + folder.resolve(database + ".db");
 *     }
 * }
 * }</pre>
 *
 * <p>Suites whose capability the backend does not declare are left out, and the backend is proven to refuse them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(SentenceNames.class)
@ExtendWith(KitRun.class)
public abstract class BackendConformance {

    @SuppressWarnings("this-escape") // Addresses are asked for by the first test, when the author's class is whole.
    private final Databases databases = new Databases(this::url, this::source);

    private @Nullable Declaration declared;

    /** A kit; JUnit makes one for a run. */
    protected BackendConformance() {}

    /**
     * The address of a database by its name: the same address for the same name, and an empty database, which opening
     * creates, for a name that was not used before in this run.
     *
     * @param database letters, digits and hyphens
     */
    protected abstract String url(String database);

    /**
     * Opens the source of the database of this name: the backend whose events it follows, or that it is a snapshot of when it is
     * opened. Asked for backends of the ownership EVENT_FEED and SNAPSHOT alone, before their database is opened. The kit writes to
     * the source, and closes it to see what becomes of reads then.
     */
    protected Backend source(String database) {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + " overrides source(…), since its backend does not own its data.");
    }

    /** Where a whole run leaves its certificate; {@code target/conformance} where it is not overridden. */
    protected Path reportFolder() {
        return Path.of("target", "conformance");
    }

    /** How long a case may take before it has failed and is left behind; two minutes where it is not overridden. */
    public Duration caseLimit() {
        return Duration.ofMinutes(2);
    }

    /** What the backend declares. */
    public final Set<Capability> capabilities() {
        return declaration().capabilities();
    }

    /** What the certificate is about. */
    public final Certificate.Subject subject() {
        Declaration declaration = declaration();
        return new Certificate.Subject(declaration.name(), declaration.version(), declaration.ownership());
    }

    /** Whose data the backend holds. */
    public final Ownership ownership() {
        return declaration().ownership();
    }

    /** What a backend says of itself. */
    private record Declaration(String name, String version, Set<Capability> capabilities, Ownership ownership) {}

    private synchronized Declaration declaration() {
        if (declared == null) {
            String name = databases.newName();
            try (Backend backend = databases.open(name, Map.of())) {
                declared = new Declaration(
                        backend.name(), databases.provider().version(), backend.capabilities(), backend.ownership());
            }
        }
        return declared;
    }

    /**
     * Is given the certificate at the end of a run, and writes that of a whole run into {@link #reportFolder} and, where the
     * backend's provider comes from a folder of classes, into that folder, from which it comes into the backend's jar.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public void certified(Certificate certificate) {
        if (!certificate.isWhole()) {
            return;
        }
        try {
            certificate.write(reportFolder());
            Optional<Path> classes = classesOfProvider();
            if (classes.isPresent()) {
                certificate.ship(classes.get());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Nothing where it comes from a jar, which is made already. */
    private Optional<Path> classesOfProvider() {
        CodeSource source =
                databases.provider().getClass().getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getProtocol().equals("file")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(URI.create(source.getLocation().toString()))).filter(Files::isDirectory);
    }

    @AfterAll
    final void closeEveryDatabase() {
        databases.close();
    }

    @Nested
    @Requires(Capability.ENTITIES)
    class Entities extends RecordContract<Entity, EntityDraft> {
        Entities() {
            super(databases, RecordKind.ENTITY);
        }
    }

    @Nested
    @Requires(Capability.NOTES)
    class Notes extends RecordContract<Note, NoteDraft> {
        Notes() {
            super(databases, RecordKind.NOTE);
        }
    }

    @Nested
    @Requires(Capability.GRAPH)
    class Edges extends RecordContract<Edge, EdgeDraft> {
        Edges() {
            super(databases, RecordKind.EDGE);
        }
    }

    @Nested
    class LabelsContentAndExpiry extends NodeSuite {
        LabelsContentAndExpiry() {
            super(databases);
        }
    }

    @Nested
    class EndsWeightsAndNaturalKeys extends EdgeSuite {
        EndsWeightsAndNaturalKeys() {
            super(databases);
        }
    }

    @Nested
    class Cascades extends CascadeSuite {
        Cascades() {
            super(databases);
        }
    }

    @Nested
    class FiltersAndPages extends FilterContract {
        FiltersAndPages() {
            super(databases);
        }
    }

    @Nested
    class Appending extends AppendSuite {
        Appending() {
            super(databases);
        }
    }

    @Nested
    class EventsOfChanges extends ChangeSuite {
        EventsOfChanges() {
            super(databases);
        }
    }

    @Nested
    class Following extends FollowSuite {
        Following() {
            super(databases);
        }
    }

    @Nested
    class Neighbors extends NeighborSuite {
        Neighbors() {
            super(databases);
        }
    }

    @Nested
    class Traversals extends TraversalSuite {
        Traversals() {
            super(databases);
        }
    }

    @Nested
    class ShortestPaths extends PathSuite {
        ShortestPaths() {
            super(databases);
        }
    }

    @Nested
    class VectorSearch extends VectorSearchSuite {
        VectorSearch() {
            super(databases);
        }
    }

    @Nested
    class VectorWrites extends VectorWriteSuite {
        VectorWrites() {
            super(databases);
        }
    }

    @Nested
    class SparseVectors extends SparseSuite {
        SparseVectors() {
            super(databases);
        }
    }

    @Nested
    class TextIndex extends TextSuite {
        TextIndex() {
            super(databases);
        }
    }

    @Nested
    class TextQueries extends TextQuerySuite {
        TextQueries() {
            super(databases);
        }
    }

    @Nested
    class TextRanking extends TextRankSuite {
        TextRanking() {
            super(databases);
        }
    }

    @Nested
    class Hybrid extends HybridSuite {
        Hybrid() {
            super(databases);
        }
    }

    @Nested
    class Transactions extends TransactionSuite {
        Transactions() {
            super(databases);
        }
    }

    @Nested
    class Savepoints extends SavepointSuite {
        Savepoints() {
            super(databases);
        }
    }

    @Nested
    class FreshReads extends FreshnessSuite {
        FreshReads() {
            super(databases);
        }
    }

    @Nested
    class Versions extends VersionSuite {
        Versions() {
            super(databases);
        }
    }

    @Nested
    class Twins extends TwinSuite {
        Twins() {
            super(databases);
        }
    }

    @Nested
    class Namespaces extends NamespaceSuite {
        Namespaces() {
            super(databases);
        }
    }

    @Nested
    class BoundsInForce extends BoundSuite {
        BoundsInForce() {
            super(databases);
        }
    }

    @Nested
    class HostileText extends InjectionSuite {
        HostileText() {
            super(databases);
        }
    }

    @Nested
    class Errors extends ErrorSuite {
        Errors() {
            super(databases);
        }
    }

    @Nested
    class Lifecycle extends LifecycleSuite {
        Lifecycle() {
            super(databases);
        }
    }

    @Nested
    class KilledProcesses extends DurabilitySuite {
        KilledProcesses() {
            super(databases);
        }
    }

    @Nested
    class SeveralProcesses extends ManyWritersSuite {
        SeveralProcesses() {
            super(databases);
        }
    }

    @Nested
    class Administration extends OperationSuite {
        Administration() {
            super(databases);
        }
    }

    @Nested
    class Capabilities extends CapabilitySuite {
        Capabilities() {
            super(databases);
        }
    }

    @Nested
    class QueriesOfChangingGraphs extends ChangingGraphSuite {
        QueriesOfChangingGraphs() {
            super(databases);
        }
    }

    @Nested
    class Queries extends QuerySuite {
        Queries() {
            super(databases);
        }
    }

    @Nested
    class StreamsOfRows extends RowStreamSuite {
        StreamsOfRows() {
            super(databases);
        }
    }

    @Nested
    class StreamsOfQueries extends QueryStreamSuite {
        StreamsOfQueries() {
            super(databases);
        }
    }

    @Nested
    class StreamsOfEvents extends EventStreamSuite {
        StreamsOfEvents() {
            super(databases);
        }
    }

    @Nested
    class QueriesOfAnySize extends QueryBoundSuite {
        QueriesOfAnySize() {
            super(databases);
        }
    }

    @Nested
    class CancelledQueries extends QueryCancelSuite {
        CancelledQueries() {
            super(databases);
        }
    }

    @Nested
    class SemanticsOfValues extends SameSemanticsSuite {
        SemanticsOfValues() {
            super(databases);
        }
    }
}
