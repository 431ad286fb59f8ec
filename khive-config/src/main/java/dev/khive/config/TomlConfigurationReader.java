package dev.khive.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.spi.ConfigurationReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Reads TOML 1.0, in UTF-8 and of at most {@value #MAX_BYTES} bytes. An error names the file and, where the text does not
 * parse, line and column; it never holds a value, which may be a secret. Thread-safe.
 */
public final class TomlConfigurationReader implements ConfigurationReader {
    private static final int MAX_BYTES = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final TomlMapper mapper = new TomlMapper();

    /** A reader; all are alike. */
    public TomlConfigurationReader() {}

    @Override
    public boolean reads(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".toml");
    }

    @Override
    public Map<String, String> read(Path file) {
        return FlatSettings.of(parsed(text(bytes(file), file), file), file);
    }

    private static byte[] bytes(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidInputException("The configuration file " + file + " is not there.");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("The configuration file " + file + " is no file but a folder or device.");
        }
        try (var stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidInputException(
                        "The configuration file " + file + " must have at most " + MAX_BYTES + " bytes.");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new InvalidInputException("The configuration file " + file + " cannot be read.", unreadable);
        }
    }

    private static String text(byte[] bytes, Path file) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(input, text, true).isError()) {
            long line = 1 + text.flip().chars().filter(c -> c == '\n').count();
            throw new InvalidInputException(
                    "The configuration file " + file + " must be UTF-8, which it is not in line " + line + ".");
        }
        String whole = text.flip().toString();
        return whole.indexOf(BYTE_ORDER_MARK) == 0 ? whole.substring(1) : whole;
    }

    private JsonNode parsed(String text, Path file) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException syntax) {
            JsonLocation place = syntax.getLocation();
            throw new InvalidInputException(
                    "The configuration file " + file + " does not parse in line " + place.getLineNr() + ", column "
                            + place.getColumnNr() + ": " + syntax.getOriginalMessage() + ".",
                    syntax);
        }
    }
}
