package dev.khive.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.QueryException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a database's message says of an error that a statement raised by itself. */
class QueryFaultsTest {
    private static Optional<QueryException> found(String message) {
        return QueryFaults.find(message, new IllegalStateException(message));
    }

    @Test
    void aPlaceAndASentenceAreTheErrors() {
        QueryException fault = found("ERROR: khive:NegativeIntegerArgument@2:17{LIMIT was -1.}")
                .orElseThrow();
        assertThat(fault.code()).isEqualTo("NegativeIntegerArgument");
        assertThat(fault.line()).hasValue(2);
        assertThat(fault.column()).hasValue(17);
        assertThat(fault).hasMessageStartingWith("LIMIT was -1.");
    }

    @Test
    void numbersThatAreNoPlaceAreNone() {
        QueryException fault = found("khive:IntegerOverflow@99999999999:1").orElseThrow();
        assertThat(fault.code()).isEqualTo("IntegerOverflow");
        assertThat(fault.line()).isEmpty();
    }

    @Test
    void whatADatabaseRaisesOnItsOwnAccountIsNoFault() {
        assertThat(found("no such table: node")).isEmpty();
        assertThat(found("khive:Nothing")).isEmpty();
    }
}
