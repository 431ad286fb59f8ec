package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose fault an error is that the driver itself raises, which gives it no code. */
class SqliteErrorsTest {
    private final SqliteErrors errors = new SqliteErrors("kb.db");
    private SQLException noRows = new SQLException();
    private SQLException closed = new SQLException();

    @BeforeEach
    void raise() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        PreparedStatement writing = connection.prepareStatement("CREATE TABLE t (n INTEGER)");
        noRows = raised(writing::executeQuery);
        PreparedStatement reading = connection.prepareStatement("SELECT 1");
        connection.close();
        closed = raised(reading::executeQuery);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static SQLException raised(Work work) {
        try {
            work.run();
        } catch (SQLException error) {
            return error;
        }
        throw new AssertionError("The driver raised no error.");
    }

    private KhiveException translated(SQLException error, String capability) {
        return errors.translate(error, ErrorContext.of(capability, "query"));
    }

    @Test
    void aStatementOfTheCallersThatGivesNoRowsIsTheCallersFault() {
        assertThat(SqliteErrors.code(noRows)).isZero();
        assertThat(translated(noRows, "sql"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("SQLite refused the statement: ");
        assertThat(translated(noRows, "entities")).isInstanceOf(DriverException.class);
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsNobodysFault() {
        assertThat(SqliteErrors.code(closed)).isZero();
        assertThat(translated(closed, "sql")).isInstanceOf(DriverException.class);
    }
}
