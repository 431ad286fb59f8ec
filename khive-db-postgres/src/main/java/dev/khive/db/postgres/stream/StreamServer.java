package dev.khive.db.postgres.stream;

import java.time.Duration;
import java.util.Map;

/**
 * The server to stream from, and how.
 *
 * @param name the address without its password, for sentences
 * @param host a name or an address
 * @param port 1 to 65535
 * @param database the name of the database
 * @param user who logs in
 * @param password empty for none
 * @param parameters of the address, by the names of the JDBC driver: {@code sslmode}, {@code sslrootcert}, {@code sslcert},
 *     {@code sslkey}, {@code channelBinding}, {@code ApplicationName}, {@code targetServerType}
 * @param settings of the sessions that read
 * @param listening settings of the session that hears of commits
 * @param channel where commits are announced
 * @param operatorRole the role that sees past the scopes
 * @param poolSize the most connections
 * @param timeout how long a connection may be waited for
 * @param connectTimeout how long to wait for the server to answer a new connection
 * @param errors for what the server says
 */
public record StreamServer(
        String name,
        String host,
        int port,
        String database,
        String user,
        String password,
        Map<String, String> parameters,
        Map<String, String> settings,
        Map<String, String> listening,
        String channel,
        String operatorRole,
        int poolSize,
        Duration timeout,
        Duration connectTimeout,
        ServerErrors errors) {
    /** Copies the maps. */
    public StreamServer {
        parameters = Map.copyOf(parameters);
        settings = Map.copyOf(settings);
        listening = Map.copyOf(listening);
    }

    /** The address without its password. */
    @Override
    public String toString() {
        return name;
    }
}
