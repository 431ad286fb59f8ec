package dev.khive.db.postgres;

import dev.khive.api.error.InvalidInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is: {@code postgres://user:password@host:port/database?schema=khive&sslmode=verify-full}.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param database the name of the database
 * @param schema where khive's tables are
 * @param user who logs in
 * @param password empty when the address has none
 * @param driver what else the driver is told, by the driver's names
 */
record PostgresAddress(
        String host,
        int port,
        String database,
        String schema,
        String user,
        String password,
        Map<String, String> driver) {
    /** The schema of an address that names none. */
    static final String DEFAULT_SCHEMA = "khive";

    private static final int DEFAULT_PORT = 5432;
    private static final int MOST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "//(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<host>\\[[^\\]]*]|[^:/?@\\[\\]]*)(?::(?<port>\\d{1,5}))?"
                    + "(?:/(?<database>[^/?]*))?(?:\\?(?<parameters>.*))?",
            Pattern.DOTALL);
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_-]{0,62}");

    /** libpq's names for what the driver calls by another name. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "channel_binding", "channelBinding",
            "application_name", "ApplicationName",
            "target_session_attrs", "targetServerType");

    private static final String SCHEMA_PARAMETER = "schema";

    /** Copies what the driver is told. */
    PostgresAddress {
        driver = Map.copyOf(driver);
    }

    /**
     * Reads the part of an address after its scheme.
     *
     * @throws InvalidInputException when it does not have the form above; the sentence never holds the address, because that
     *     may hold a password
     */
    static PostgresAddress parse(String location) {
        Matcher form = FORM.matcher(location);
        if (!form.matches()) {
            throw new InvalidInputException("The address has not the form postgres://user:password@host:port/database;"
                    + " write the characters :/?@% of a user or password as %3A, %2F, %3F, %40 and %25.");
        }
        String user = decoded(form.group("user"));
        String database = decoded(form.group("database"));
        if (user.isEmpty()) {
            throw new InvalidInputException("The address names no user; write postgres://user@host/database.");
        }
        Map<String, String> driver = new LinkedHashMap<>();
        String schema = DEFAULT_SCHEMA;
        for (Map.Entry<String, String> parameter : parameters(form.group("parameters"))) {
            if (parameter.getKey().equals(SCHEMA_PARAMETER)) {
                schema = parameter.getValue();
            } else {
                driver.put(driverName(parameter.getKey()), parameter.getValue());
            }
        }
        requireSchema(schema);
        return new PostgresAddress(
                host(decoded(form.group("host"))),
                port(form.group("port")),
                database.isEmpty() ? user : database,
                schema,
                user,
                decoded(form.group("password")),
                driver);
    }

    private static void requireSchema(String schema) {
        if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
            throw new InvalidInputException("The schema of an address must have 1 to 63 lower-case letters, digits,"
                    + " underscores and hyphens and begin with a letter, was \"" + schema + "\".");
        }
    }

    private static String host(String host) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return plain.isEmpty() ? "localhost" : plain;
    }

    private static int port(@Nullable String digits) {
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
        if (port < 1 || port > MOST_PORT) {
            throw new InvalidInputException("The port of an address must be 1 to 65535, was " + port + ".");
        }
        return port;
    }

    private static List<Map.Entry<String, String>> parameters(@Nullable String text) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        if (text != null && !text.isEmpty()) {
            for (String parameter : text.split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals < 1) {
                    throw new InvalidInputException(
                            "Each parameter of an address is a name and a value, for example ?schema=khive&sslmode=require.");
                }
                parameters.add(
                        Map.entry(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1))));
            }
        }
        return parameters;
    }

    private static String driverName(String name) {
        String driverName = DRIVER_NAMES.get(name);
        if (driverName == null) {
            List<String> known = new ArrayList<>(DRIVER_NAMES.keySet());
            known.add(SCHEMA_PARAMETER);
            known.sort(null);
            throw new InvalidInputException("The address has a parameter \"" + name + "\" that khive does not know; it"
                    + " knows " + String.join(", ", known) + ", and everything else is a setting.");
        }
        return driverName;
    }

    private static String decoded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // The text may be a password, so neither it nor the decoder's sentence about it is repeated.
            throw new InvalidInputException(
                    "The address holds a % that is not followed by two hexadecimal digits; write a % itself as %25.");
        }
    }

    /** The address without its password, for sentences. */
    @Override
    public String toString() {
        return "postgres://" + user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database
                + "?schema=" + schema;
    }
}
