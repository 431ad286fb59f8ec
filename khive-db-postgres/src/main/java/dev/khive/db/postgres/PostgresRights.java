package dev.khive.db.postgres;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a user lacks whom the server refused an operator's work, and what somebody runs to grant it. */
record PostgresRights(PostgresConnections connections) {
    /** insufficient_privilege. */
    static final String MISSING = "42501";

    private static final String LACKING = """
            SELECT r.rolname
            FROM pg_roles AS r
            WHERE (r.oid IN (SELECT c.relowner FROM pg_class AS c WHERE c.oid = to_regclass('node'))
                   AND NOT pg_has_role(session_user, r.oid, 'USAGE'))
               OR (r.rolname = ? AND NOT pg_has_role(session_user, r.oid, 'MEMBER'))
            ORDER BY r.rolname""";

    /** Whether the server refused because of a right that is not there. */
    static boolean areMissing(KhiveException failure) {
        return failure.sqlState().filter(MISSING::equals).isPresent();
    }

    /**
     * The error of work that only the tables' owner can do who is an operator too, the same error where this user is both.
     *
     * @param operation what was to be done
     */
    KhiveException explained(String operation, KhiveException refused) {
        List<String> lacking = connections.asLogin(PostgresRights::lacking);
        String roles =
                String.join(", ", lacking.stream().map(PostgresRights::quoted).toList());
        return lacking.isEmpty()
                ? refused
                : new UnavailableException(
                        operation + " is for who owns the tables and is an operator; the user " + user()
                                + " was not granted " + roles
                                + ". Log in as the owner, or let somebody who may run: GRANT " + roles + " TO "
                                + quoted(user()),
                        refused.context(),
                        refused);
    }

    /** The error of a schema that this user may not make or bring up to date. */
    UnavailableException ofSchema(boolean isThere, SQLException refused) {
        String sentence = isThere
                ? "The schema at " + connections.address()
                        + " is to be brought up to date, which its owner can do and the user " + user()
                        + " may not; let the owner open it once, with khive migrate or in a program."
                : "The user " + user() + " may not make the schema at " + connections.address()
                        + "; let somebody who may run: GRANT CREATE ON DATABASE "
                        + quoted(connections.address().database()) + " TO " + quoted(user());
        return new UnavailableException(
                sentence, ErrorContext.of("schema", "open").withCodes(MISSING, null), refused);
    }

    private static List<String> lacking(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LACKING)) {
            statement.setString(1, PostgresOptions.OPERATOR_ROLE);
            List<String> roles = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    roles.add(rows.getString(1));
                }
            }
            return roles;
        }
    }

    private String user() {
        return connections.address().user();
    }

    /** A name as a statement writes it. */
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
