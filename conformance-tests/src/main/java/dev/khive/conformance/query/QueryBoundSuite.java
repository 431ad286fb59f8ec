package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However large a query grows, it is answered or refused with a sentence; the database's own complaint is never what is heard. */
@Requires(Capability.QUERY_GQL)
public abstract class QueryBoundSuite extends Suite {
    private static final QueryOptions SHORT = QueryOptions.DEFAULT.withTimeout(Duration.ofSeconds(1));

    /** A suite over the databases of a run. */
    protected QueryBoundSuite(Databases databases) {
        super(databases);
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatIsTooLargeIsRefusedAndTheNextIsAnswered(LargeQueries shape) {
        storage().entities().upsert(EntityDraft.of("N", Map.of("b", 1)));
        List<String> faults = new ArrayList<>();
        boolean answered = true;
        for (int size : LargeQueries.sizes()) {
            String outcome = outcome(shape.text(size));
            answered &= outcome.isEmpty();
            if (outcome.startsWith("fault")) {
                faults.add(size + ": " + outcome);
            }
            if (!answered) {
                break;
            }
        }
        assertThat(faults).isEmpty();
        assertThat(storage().query("MATCH (n:N) RETURN n.b AS b").single().longValue("b"))
                .isEqualTo(1);
    }

    private String outcome(String text) {
        try {
            storage().query(text, Map.of("p", 1), SHORT).toList();
            return "";
        } catch (InvalidInputException | OperationTimeoutException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return "refused";
        } catch (KhiveException fault) {
            return "fault " + fault.category() + " " + fault.getMessage();
        }
    }
}
