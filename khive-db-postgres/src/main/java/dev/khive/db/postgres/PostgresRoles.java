package dev.khive.db.postgres;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The roles that the tables are granted to. They belong to the whole server, and a user that may make roles makes them when the
 * schema is made; for others somebody has to.
 */
record PostgresRoles(PostgresAddress address, PostgresOptions options) {
    /** What somebody who may make roles runs once, where the user that logs in may not. */
    static final String HOW_TO =
            "CREATE ROLE khive_app NOLOGIN; CREATE ROLE khive_operator NOLOGIN; GRANT khive_app, khive_operator TO ";

    /** duplicate_object and, where two make it at the same moment, unique_violation. */
    private static final Set<String> IS_THERE = Set.of("42710", "23505");

    private static final String NO_SUCH_ROLE = "42704";

    /** What a role can do that no role of the stores should. */
    record Strength(boolean superuser, boolean bypassesPolicies) {
        boolean tooStrong() {
            return superuser || bypassesPolicies;
        }
    }

    /**
     * Makes the two roles where they are not there.
     *
     * @throws UnavailableException when they are not and this user may not make them
     */
    void make(Connection connection) throws SQLException {
        for (String role : List.of(PostgresOptions.APPLICATION_ROLE, PostgresOptions.OPERATOR_ROLE)) {
            if (strength(connection, role).isEmpty()) {
                make(connection, role);
            }
        }
    }

    private void make(Connection connection, String role) throws SQLException {
        if (!mayMakeRoles(connection)) {
            throw new UnavailableException(
                    "The server has no role " + role + " and the user " + address.user()
                            + " may not make it; let somebody who may run: " + HOW_TO
                            + PostgresRights.quoted(address.user()),
                    ErrorContext.NONE,
                    null);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + role + " NOLOGIN");
            if (!isSuperuser(connection)) {
                statement.execute("GRANT " + role + " TO CURRENT_USER");
            }
        } catch (SQLException error) {
            if (!IS_THERE.contains(error.getSQLState())) {
                throw error;
            }
        }
    }

    private static boolean mayMakeRoles(Connection connection) throws SQLException {
        return flag(connection, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user");
    }

    static boolean isSuperuser(Connection connection) throws SQLException {
        return flag(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
    }

    /**
     * Refuses a role of the stores that is not there or that the user may not take.
     *
     * @throws UnavailableException with what to grant
     */
    void requireUsable(Connection connection) throws SQLException {
        if (options.role().isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_has_role(session_user, ?::name, 'MEMBER')")) {
            statement.setString(1, options.role());
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next() || !result.getBoolean(1)) {
                    throw notGranted("was not granted the role " + options.role());
                }
            }
        } catch (SQLException error) {
            if (NO_SUCH_ROLE.equals(error.getSQLState())) {
                throw notGranted("cannot use the role " + options.role() + ", which is not there");
            }
            throw error;
        }
    }

    private UnavailableException notGranted(String what) {
        return new UnavailableException(
                "The user " + address.user() + " " + what + "; let somebody who may run: " + HOW_TO + "\""
                        + address.user() + "\"",
                ErrorContext.NONE,
                null);
    }

    /** What a role can do, empty when there is none of that name. */
    static List<Strength> strength(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = ?")) {
            statement.setString(1, role);
            List<Strength> found = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(new Strength(result.getBoolean(1), result.getBoolean(2)));
                }
            }
            return found;
        }
    }

    private static boolean flag(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
