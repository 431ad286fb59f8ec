package dev.khive.cli.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.khive.api.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Nodes or edges as delimited text with a header, quoted as RFC 4180 says; the header tells the delimiter. */
record CsvFile(Path path) implements GraphFile {
    private static final int MAX_RECORD = 1 << 24;

    @Override
    public void read(Visitor visitor) throws IOException {
        char separator = separator();
        long reached = 1;
        try (Reader reader = open();
                CsvReader<CsvField.Line> lines = CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .skipEmptyLines(true)
                        .allowUnclosedQuote(false)
                        .detectBomHeader(false)
                        .maxBufferSize(MAX_RECORD)
                        .build(new CsvField.Handler(), reader)) {
            CsvHeader header = null;
            for (CsvField.Line line : lines) {
                reached = line.number();
                Place place = new Place(path, reached);
                if (header == null) {
                    header = header(line, place, visitor);
                    if (header == null) {
                        return;
                    }
                } else {
                    visit(header, line, place, visitor);
                }
            }
            if (header == null) {
                visitor.bad(new Place(path, 1), "The file is empty; it needs a header.");
            }
        } catch (CsvParseException malformed) {
            visitor.bad(
                    new Place(path, reached),
                    "The text after this line is no CSV, and the rest of the file cannot be read: " + reason(malformed)
                            + ".");
        } catch (UncheckedIOException | CharacterCodingException failure) {
            if (failure instanceof CharacterCodingException || failure.getCause() instanceof CharacterCodingException) {
                visitor.bad(new Place(path, reached), "The text after this line is not UTF-8.");
            } else {
                throw failure;
            }
        }
    }

    private static @Nullable CsvHeader header(CsvField.Line line, Place place, Visitor visitor) {
        try {
            return CsvHeader.of(line.fields().stream().map(CsvField::text).toList());
        } catch (InvalidInputException wrong) {
            visitor.bad(place, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private static void visit(CsvHeader header, CsvField.Line line, Place place, Visitor visitor) {
        try {
            visitor.item(place, header.item(line.fields()));
        } catch (InvalidInputException wrong) {
            visitor.bad(place, String.valueOf(wrong.getMessage()));
        }
    }

    /** The first of bar, tab and comma that the header has. */
    private char separator() throws IOException {
        try (Reader reader = open()) {
            StringBuilder header = new StringBuilder();
            for (int next = reader.read();
                    next >= 0 && next != '\n' && header.length() < MAX_RECORD;
                    next = reader.read()) {
                header.append((char) next);
            }
            for (char candidate : new char[] {'|', '\t'}) {
                if (header.indexOf(String.valueOf(candidate)) >= 0) {
                    return candidate;
                }
            }
            return ',';
        } catch (CharacterCodingException reportedLater) {
            return ',';
        }
    }

    private Reader open() throws IOException {
        Reader reader = new java.io.BufferedReader(
                new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static String reason(CsvParseException malformed) {
        Throwable cause = malformed.getCause() == null ? malformed : malformed.getCause();
        return String.valueOf(cause.getMessage()).replaceAll("\\.$", "");
    }
}
