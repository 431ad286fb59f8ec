package dev.khive.cli.load;

import dev.khive.api.error.InvalidInputException;
import dev.khive.query.value.JsonValues;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One JSON object a line, each a node, an edge or a note. */
record JsonLinesFile(Path path) implements GraphFile {
    @Override
    public void read(Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            long line = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    visit(bytes.toByteArray(), line++, visitor);
                    bytes.reset();
                } else {
                    bytes.write(next);
                }
            }
            visit(bytes.toByteArray(), line, visitor);
        }
    }

    private void visit(byte[] bytes, long line, Visitor visitor) {
        Place place = new Place(path, line);
        try {
            int start = line == 1 && GraphFile.hasByteOrderMark(bytes) ? 3 : 0;
            ByteBuffer buffer = ByteBuffer.wrap(bytes, start, bytes.length - start);
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            if (!text.isBlank()) {
                visitor.item(place, item(text));
            }
        } catch (CharacterCodingException notUtf8) {
            visitor.bad(place, "The line is not UTF-8.");
        } catch (InvalidInputException wrong) {
            visitor.bad(place, String.valueOf(wrong.getMessage()));
        }
    }

    private static GraphItem item(String text) {
        if (JsonValues.readValue(text) instanceof Map<?, ?> object) {
            return new JsonItem(object).item();
        }
        throw new InvalidInputException("A line must be one JSON object such as {\"type\":\"node\",…}.");
    }
}
