package dev.khive.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.khive.api.spi.BackendCertificate;
import dev.khive.api.spi.CertificateReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** Reads the certificate that the conformance kit writes. Thread-safe. */
public final class JsonCertificateReader implements CertificateReader {
    private static final int MAX_BYTES = 16 << 20;

    private final ObjectMapper mapper = new ObjectMapper();

    /** A reader; all are alike. */
    public JsonCertificateReader() {}

    @Override
    public BackendCertificate read(InputStream stream) throws IOException {
        JsonNode json = mapper.readTree(stream.readNBytes(MAX_BYTES));
        Set<String> capabilities = new HashSet<>();
        required(json, "capabilities").forEach(name -> capabilities.add(name.asText()));
        return new BackendCertificate(
                required(json, "backend").asText(),
                required(json, "version").asText(),
                required(json, "contract").asText(),
                required(json, "passed").asBoolean(false),
                capabilities);
    }

    private static JsonNode required(JsonNode json, String field) throws IOException {
        JsonNode value = json.get(field);
        if (value == null) {
            throw new IOException("It has no field " + field + ".");
        }
        return value;
    }
}
