package dev.khive.api.spi;

import java.nio.file.Path;
import java.util.Map;

/** Reads a configuration file; the service that {@code khive-config} offers for TOML. */
public interface ConfigurationReader {
    /** Whether it reads files of this name. */
    boolean reads(Path file);

    /**
     * The settings of a file as dotted keys to texts; tables become prefixes ({@code bounds.batch}), lists become texts
     * joined by commas.
     *
     * @throws dev.khive.api.error.InvalidInputException when the file is not there or does not parse, with the line
     */
    Map<String, String> read(Path file);
}
