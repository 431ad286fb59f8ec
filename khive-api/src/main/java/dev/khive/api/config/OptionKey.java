package dev.khive.api.config;

import java.util.Locale;

/**
 * A setting that exists.
 *
 * @param name dotted, lower case, words joined by hyphens, for example {@code sqlite.readers}
 * @param fallback what holds when it is not set, as text; empty for none
 * @param secret whether its value must never be printed
 * @param description one sentence for the manual
 */
public record OptionKey(String name, String fallback, boolean secret, String description) {
    /** A setting that may be printed. */
    public static OptionKey of(String name, String fallback, String description) {
        return new OptionKey(name, fallback, false, description);
    }

    /** The environment variable that sets it: {@code KHIVE_SQLITE_READERS} for {@code sqlite.readers}. */
    public String environmentName() {
        return "KHIVE_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
