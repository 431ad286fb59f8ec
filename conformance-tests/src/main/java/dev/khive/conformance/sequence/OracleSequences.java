package dev.khive.conformance.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * A thousand random sequences of calls, each answered by a backend as the oracle answers it. A failing sequence is shortened by jqwik and
 * printed with its seed. A backend author extends it and says where a database is.
 *
 * <p>Not thread-safe: jqwik runs one sequence after the other.
 */
public abstract class OracleSequences {
    private static final int SEQUENCES = 1_000;
    private static final int LONGEST = 40;
    private static final int SEQUENCES_OF_A_DATABASE = 50;

    private static @Nullable Backend subject;
    private static @Nullable Backend oracle;
    private static @Nullable Backend checked;
    private static int databases;
    private static int sequences;

    /** The tests of a backend; jqwik makes one for a sequence. */
    protected OracleSequences() {}

    /** The address of a database that nobody has opened yet, by a name that is new each time. */
    protected abstract String url(String database);

    /** The same database for whoever may check it as a whole, who can be another than whoever calls. */
    protected String operatorUrl(String url) {
        return url;
    }

    /** Sequences of calls on a few ids, so that calls meet what others left. */
    @Provide
    Arbitrary<List<Operation>> sequences() {
        return Arbitraries.randomValue(random -> new Calls(random).operation())
                .list()
                .ofMinSize(1)
                .ofMaxSize(LONGEST);
    }

    @Property(tries = SEQUENCES, edgeCases = EdgeCasesMode.NONE)
    void everyAnswerIsThatOfTheOracle(@ForAll("sequences") List<Operation> operations) {
        if (sequences++ % SEQUENCES_OF_A_DATABASE == 0) {
            closeBoth();
            String url = url("sequences-" + ++databases);
            String operatorUrl = operatorUrl(url);
            subject = open(url);
            checked = operatorUrl.equals(url) ? subject : open(operatorUrl);
            oracle = open("memory:");
        }
        if (subject != null && oracle != null) {
            new Lockstep(subject, oracle, "tenant-" + sequences).run(operations);
            new Lockstep(subject, oracle, "tenant-" + sequences).run(Inventory.OPERATIONS);
        }
    }

    /** Whatever the calls were, what a backend keeps beside its records agrees with them. */
    private static void requireSound() {
        if (checked != null && checked.capabilities().contains(Capability.INTEGRITY_CHECK)) {
            assertThat(checked.operations().check(Progress.NONE).checks())
                    .allSatisfy(check ->
                            assertThat(check.findings()).as(check.name()).isEmpty());
        }
    }

    private static Backend open(String url) {
        return Khive.open(KhiveConfig.builder().url(url).build());
    }

    /** Closes what the last sequence ran on, which must be sound; closing twice is no error. */
    @AfterContainer
    protected static void closeBoth() {
        try {
            requireSound();
        } finally {
            for (Backend backend : new @Nullable Backend[] {subject, checked, oracle}) {
                if (backend != null) {
                    backend.close();
                }
            }
            subject = null;
            checked = null;
            oracle = null;
        }
    }
}
