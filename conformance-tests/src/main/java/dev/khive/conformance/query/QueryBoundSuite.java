package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
    @Rule("QUERY-010")
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

    @Test
    @Rule("QUERY-011")
    @Requires(Capability.SQL_ACCESS)
    void aQueryThatRunsTooLongIsEndedAndItsConnectionGoesOn() {
        storage().entities().upsert(EntityDraft.of("N", Map.of("b", 1)));
        String endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c WHERE c < 0"
                + " RETURN count(*) AS n";
        for (int i = 0; i < 3; i++) {
            Refusal.of(
                    OperationTimeoutException.class,
                    () -> storage()
                            .query(endless, Map.of(), QueryOptions.DEFAULT.withTimeout(Duration.ofMillis(200)))
                            .toList());
            assertThat(storage()
                            .query("MATCH (n:N) RETURN count(n) AS n")
                            .single()
                            .longValue("n"))
                    .isEqualTo(i + 1);
            storage().entities().upsert(EntityDraft.of("N", Map.of("b", 1)));
        }
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
