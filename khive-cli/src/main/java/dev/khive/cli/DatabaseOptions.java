package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database and which scope of it. */
final class DatabaseOptions {
    /** The settings of a command that must not make a database. */
    static final Map<String, String> EXISTING = Map.of("create", "false");

    @Option(names = "--db", paramLabel = "URL", description = "The database, for example sqlite:kb.db. Else KHIVE_URL.")
    @Nullable
    String url;

    @Option(names = "--config", paramLabel = "FILE", description = "A TOML file with url and settings.")
    @Nullable
    Path config;

    @Option(names = "--tenant", paramLabel = "NAME", description = "The tenant, default: local.")
    String tenant = Scope.DEFAULT.tenant();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "The namespace, default: default. A command that only reads takes several.")
    List<String> namespaces = List.of(Scope.DEFAULT.namespace());

    /** Opens the database that must be there. */
    Backend openExisting(Console console) {
        return Khive.open(configuration(console.environment(), EXISTING));
    }

    /** Opens the database, made when it is not there. */
    Backend openOrCreate(Console console) {
        return Khive.open(configuration(console.environment(), Map.of()));
    }

    KhiveConfig configuration(Map<String, String> environment, Map<String, String> settings) {
        KhiveConfig.Builder builder = KhiveConfig.builder().environment(environment);
        if (config != null) {
            builder.file(config);
        }
        if (url != null) {
            builder.url(url);
        } else if (config == null && !environment.containsKey("KHIVE_URL")) {
            throw new InvalidInputException(
                    "No database is named: give --db sqlite:kb.db or --config khive.toml, or set KHIVE_URL.");
        }
        settings.forEach(builder::set);
        return builder.build();
    }

    /** The stores of the named namespaces, each of which was written before. */
    Storage reading(Backend backend) {
        return backend.reading(new ReadScope(tenant, namespaces));
    }

    /** The one scope to write. */
    Scope scope() {
        if (namespaces.size() != 1) {
            throw new InvalidInputException(
                    "A command that writes takes one --namespace, was given " + namespaces.size() + ".");
        }
        return Scope.of(tenant, namespaces.getFirst());
    }
}
