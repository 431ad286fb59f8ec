package dev.khive.api.config;

import dev.khive.api.Bounds;
import dev.khive.api.Capability;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.spi.ConfigurationReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backend is opened with: an address and settings. Settings come from a TOML file, from environment variables and
 * from code; code is stronger than the environment, the environment stronger than the file. A key that neither khive nor
 * the backend knows is refused.
 *
 * <p>A TOML file has the keys as they are ({@code url = "sqlite:kb.db"}, {@code [bounds] batch = 5000}); an environment
 * variable is {@code KHIVE_} and the key in capitals with an underscore for each dot and hyphen ({@code
 * KHIVE_BOUNDS_BATCH}).
 */
public final class KhiveConfig {
    /** The settings that every backend has. */
    public static final List<OptionKey> COMMON_OPTIONS = commonOptions();

    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final String ENVIRONMENT_PREFIX = "KHIVE_";
    private static final Set<String> TOOL_VARIABLES =
            Set.of("KHIVE_POSTGRES_URL", "KHIVE_JAVA_OPTS", "KHIVE_JAVA_HOME");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Map<String, String> code;
    private final Map<String, String> settings;
    private final Set<String> secrets;

    private KhiveConfig(
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> code,
            List<OptionKey> known) {
        this.file = Map.copyOf(file);
        this.environment = Map.copyOf(environment);
        this.code = Map.copyOf(code);
        Map<String, String> merged = new TreeMap<>(file);
        for (OptionKey option : known) {
            String value = environment.get(option.environmentName());
            if (value != null) {
                merged.put(option.name(), value);
            }
        }
        merged.putAll(code);
        this.settings = Collections.unmodifiableMap(merged);
        this.secrets =
                known.stream().filter(OptionKey::secret).map(OptionKey::name).collect(Collectors.toSet());
    }

    private static List<OptionKey> commonOptions() {
        Bounds bounds = Bounds.DEFAULT;
        return List.of(
                new OptionKey("url", "", true, "The address of the database, for example sqlite:kb.db."),
                OptionKey.of("timeout", "PT30S", "How long a call may wait or run, as an ISO 8601 duration."),
                OptionKey.of("migrate", "true", "Whether opening brings an older schema up to date."),
                OptionKey.of("create", "true", "Whether opening makes a database that is not there."),
                OptionKey.of("actor", "", "Who the stores' own events say did it."),
                OptionKey.of(
                        "production",
                        "false",
                        "Whether a backend is refused that can prove nothing of how current its answers are."),
                OptionKey.of(
                        "require-certified",
                        "false",
                        "Whether a backend is refused whose certificate is missing, for another version or of a failed run."),
                OptionKey.of(
                        "require-capabilities",
                        "",
                        "Capabilities without which a backend is refused, separated by commas."),
                OptionKey.of("text.tokenizer", "unicode", "How text is cut into words: unicode, english or trigram."),
                OptionKey.of(
                        "query.rewrites-off",
                        "",
                        "Rewrites of queries that are not done, by their names in explain, with commas; all for all."),
                OptionKey.of("bounds.vector-dimension", "" + bounds.vectorDimension(), "The longest dense vector."),
                OptionKey.of("bounds.batch", "" + bounds.batch(), "The most items of a batch."),
                OptionKey.of("bounds.results", "" + bounds.results(), "The most items of a page and the greatest k."),
                OptionKey.of("bounds.property-bytes", "" + bounds.propertyBytes(), "The most bytes of properties."),
                OptionKey.of("bounds.text-bytes", "" + bounds.textBytes(), "The most bytes of a searchable text."),
                OptionKey.of("bounds.name-bytes", "" + bounds.nameBytes(), "The most bytes of a name or key."),
                OptionKey.of("bounds.labels", "" + bounds.labels(), "The most labels of a node."),
                OptionKey.of("bounds.value-depth", "" + bounds.valueDepth(), "How deep values may nest."),
                OptionKey.of(
                        "bounds.traversal-depth",
                        "" + bounds.traversalDepth(),
                        "The greatest depth of a traversal or path search."),
                OptionKey.of("bounds.query-bytes", "" + bounds.queryBytes(), "The most bytes of a query text."));
    }

    /** A configuration of an address alone; nothing is read from files or the environment. */
    public static KhiveConfig of(String url) {
        return builder().url(url).build();
    }

    /** Begins a configuration. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address. May hold a secret: never print it. */
    public String url() {
        return settings.getOrDefault("url", "");
    }

    /** The part of the address before its first colon. */
    public String scheme() {
        return url().substring(0, url().indexOf(':'));
    }

    /** The part of the address after its first colon. */
    public String location() {
        return url().substring(url().indexOf(':') + 1);
    }

    /** How long a call may wait or run. */
    public Duration timeout() {
        try {
            Duration timeout = Duration.parse(text("timeout", "PT30S"));
            if (timeout.isNegative() || timeout.isZero()) {
                throw wrong("timeout", "a positive duration such as PT30S", null);
            }
            return timeout;
        } catch (java.time.format.DateTimeParseException notADuration) {
            throw wrong("timeout", "an ISO 8601 duration such as PT30S", notADuration);
        }
    }

    /** The bounds. */
    public Bounds bounds() {
        Bounds fallback = Bounds.DEFAULT;
        return new Bounds(
                integer("bounds.vector-dimension", fallback.vectorDimension()),
                integer("bounds.batch", fallback.batch()),
                integer("bounds.results", fallback.results()),
                integer("bounds.property-bytes", fallback.propertyBytes()),
                integer("bounds.text-bytes", fallback.textBytes()),
                integer("bounds.name-bytes", fallback.nameBytes()),
                integer("bounds.labels", fallback.labels()),
                integer("bounds.value-depth", fallback.valueDepth()),
                integer("bounds.traversal-depth", fallback.traversalDepth()),
                integer("bounds.query-bytes", fallback.queryBytes()));
    }

    /**
     * The capabilities that a backend must have, with all that they imply.
     *
     * @throws InvalidInputException when one of the names is none
     */
    public Set<Capability> requiredCapabilities() {
        Set<Capability> required = EnumSet.noneOf(Capability.class);
        for (String name : text("require-capabilities", "").split(",", -1)) {
            if (!name.isBlank()) {
                required.add(Arrays.stream(Capability.values())
                        .filter(capability -> capability.name().equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInputException("There is no capability \"" + name.strip()
                                + "\", which require-capabilities names; there are "
                                + Arrays.toString(Capability.values()) + ".")));
            }
        }
        return Capability.closure(required);
    }

    /** A setting as text. */
    public String text(String key, String fallback) {
        return settings.getOrDefault(key, fallback);
    }

    /** A setting that is one of several words. */
    public String choice(String key, String fallback, List<String> choices) {
        String value = text(key, fallback);
        if (!choices.contains(value)) {
            throw wrong(key, "one of " + String.join(", ", choices), null);
        }
        return value;
    }

    /** A setting that is an integer. */
    public int integer(String key, int fallback) {
        try {
            return Integer.parseInt(text(key, Integer.toString(fallback)).replace("_", ""));
        } catch (NumberFormatException notANumber) {
            throw wrong(key, "an integer", notANumber);
        }
    }

    /** A setting that is true or false. */
    public boolean flag(String key, boolean fallback) {
        return Boolean.parseBoolean(choice(key, Boolean.toString(fallback), List.of("true", "false")));
    }

    private InvalidInputException wrong(String key, String expected, @Nullable Throwable cause) {
        if (secrets.contains(key)) {
            return new InvalidInputException(
                    "The setting " + key + " must be " + expected + "; its value is a secret.");
        }
        return new InvalidInputException(
                "The setting " + key + " must be " + expected + ", was \"" + settings.get(key) + "\".", cause);
    }

    /**
     * This configuration with the settings of the environment that the backend knows, after refusing every key, in file,
     * code or environment, that neither khive nor the backend knows.
     *
     * @throws InvalidInputException naming the unknown key and the known one that is nearest to it
     */
    public KhiveConfig checked(List<OptionKey> backendOptions) {
        return checked(backendOptions, List.of());
    }

    /**
     * {@link #checked(List)}, where the environment, which every backend of a process shares, may also set what other backends
     * know; that has no effect here.
     */
    public KhiveConfig checked(List<OptionKey> backendOptions, List<OptionKey> othersOptions) {
        List<OptionKey> known = new ArrayList<>(COMMON_OPTIONS);
        known.addAll(backendOptions);
        for (Map<String, String> source : List.of(file, code)) {
            source.keySet()
                    .forEach(key -> requireKnown(
                            key, known.stream().map(OptionKey::name).toList()));
        }
        List<String> variables = Stream.concat(known.stream(), othersOptions.stream())
                .map(OptionKey::environmentName)
                .toList();
        environment.keySet().stream()
                .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !TOOL_VARIABLES.contains(name))
                .forEach(name -> requireKnown(name, variables));
        return new KhiveConfig(file, environment, code, known);
    }

    private static void requireKnown(String key, List<String> known) {
        if (!known.contains(key)) {
            throw new InvalidInputException(
                    "There is no setting \"" + key + "\"; did you mean \"" + NearestWord.among(known, key) + "\"?");
        }
    }

    /** The keys that are set, without any value: an address or a setting may hold a secret. */
    @Override
    public String toString() {
        return "KhiveConfig[" + scheme() + ":…, settings " + settings.keySet() + "]";
    }

    /** Collects settings; the last {@link #build} decides by strength, not by the order of calls. */
    public static final class Builder {
        private final Map<String, String> fromFile = new TreeMap<>();
        private final Map<String, String> fromCode = new TreeMap<>();
        private Map<String, String> environment = Map.of();

        private Builder() {}

        /** Settings of a TOML file: the weakest. */
        public Builder file(Path file) {
            ConfigurationReader reader = ServiceLoader.load(ConfigurationReader.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(candidate -> candidate.reads(file))
                    .findFirst()
                    .orElseThrow(
                            () -> new InvalidInputException("Nothing on the class path reads the configuration file "
                                    + file + "; add khive-config, and give it a name that ends in .toml."));
            fromFile.putAll(reader.read(file));
            return this;
        }

        /** Settings of environment variables that begin with {@code KHIVE_}. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** The address. */
        public Builder url(String url) {
            return set("url", url);
        }

        /** A setting: the strongest. */
        public Builder set(String key, String value) {
            fromCode.put(key.toLowerCase(Locale.ROOT), value);
            return this;
        }

        /**
         * The configuration.
         *
         * @throws InvalidInputException when there is no address or it has no scheme
         */
        public KhiveConfig build() {
            KhiveConfig config = new KhiveConfig(fromFile, environment, fromCode, COMMON_OPTIONS);
            if (!SCHEME.matcher(config.url()).matches()) {
                throw new InvalidInputException(
                        "An address needs a scheme, for example sqlite:kb.db; set the key url or KHIVE_URL.");
            }
            return config;
        }
    }
}
