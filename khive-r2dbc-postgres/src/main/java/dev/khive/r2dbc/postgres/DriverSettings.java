package dev.khive.r2dbc.postgres;

import dev.khive.api.error.InvalidInputException;
import dev.khive.db.postgres.stream.StreamServer;
import io.r2dbc.postgresql.MultiHostConnectionStrategy.TargetServerType;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.client.SSLMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/** How this driver is told what the address and the settings say to the JDBC driver. What it cannot do is refused. */
final class DriverSettings {
    private static final int STATEMENTS = 256;
    private static final String READ_ONLY = "default_transaction_read_only";

    private final StreamServer server;
    private final LoopResources threads;

    DriverSettings(StreamServer server, LoopResources threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Of the connections that read. */
    PostgresqlConnectionConfiguration reading() {
        return configuration(server.settings());
    }

    /** Of the connection that hears of commits. */
    PostgresqlConnectionConfiguration listening() {
        return configuration(server.listening());
    }

    private PostgresqlConnectionConfiguration configuration(Map<String, String> settings) {
        PostgresqlConnectionConfiguration.Builder builder = PostgresqlConnectionConfiguration.builder()
                .database(server.database())
                .username(server.user())
                .applicationName(server.parameters().getOrDefault("ApplicationName", "khive"))
                .connectTimeout(server.connectTimeout())
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .preparedStatementCacheQueries(STATEMENTS)
                .loopResources(threads);
        if (!server.password().isEmpty()) {
            builder.password(server.password());
        }
        requireBinding(server.parameters().get("channelBinding"));
        host(builder, settings);
        tls(builder);
        return builder.build();
    }

    private static void requireBinding(@Nullable String channelBinding) {
        if ("require".equals(channelBinding)) {
            throw new InvalidInputException(
                    "Streams cannot require channel_binding, and the address does: the driver of khive-r2dbc-postgres"
                            + " uses it where it can and has no way to insist.");
        }
    }

    /** To tell a primary from a standby the driver asks whether sessions only read, so the transactions say it instead. */
    private void host(PostgresqlConnectionConfiguration.Builder builder, Map<String, String> settings) {
        String target = server.parameters().get("targetServerType");
        Map<String, String> options = new LinkedHashMap<>(settings);
        if (target == null || target.equals("any")) {
            builder.host(server.host()).port(server.port());
        } else {
            options.remove(READ_ONLY);
            builder.addHost(server.host(), server.port()).targetServerType(targetServerType(target));
        }
        builder.options(options);
    }

    private static TargetServerType targetServerType(String name) {
        return Arrays.stream(TargetServerType.values())
                .filter(type -> type.getValue().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("Streams know the target_session_attrs "
                        + Arrays.stream(TargetServerType.values())
                                .map(TargetServerType::getValue)
                                .collect(Collectors.joining(", "))
                        + ", and the address says \"" + name + "\"."));
    }

    /** What the JDBC driver takes where the address does not say, this one takes too. */
    private void tls(PostgresqlConnectionConfiguration.Builder builder) {
        SSLMode mode = SSLMode.fromValue(server.parameters().getOrDefault("sslmode", "prefer"));
        builder.sslMode(mode);
        String rootCertificate = server.parameters().get("sslrootcert");
        if (rootCertificate == null && mode.verifyCertificate()) {
            rootCertificate = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt")
                    .toString();
        }
        if (rootCertificate != null) {
            builder.sslRootCert(rootCertificate);
        }
        ClientCertificate.of(server.parameters())
                .ifPresent(certificate -> builder.sslContextBuilderCustomizer(certificate::addTo));
    }
}
