package dev.khive.r2dbc.postgres;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate that the client shows, and its key: PKCS #8 as PEM or, as the JDBC driver has it, as DER.
 *
 * @param certificate a PEM file
 * @param key without a password
 */
record ClientCertificate(Path certificate, Path key) {
    private static final String PEM = "-----BEGIN";
    private static final int LINE = 64;

    /** What an address names; empty when it names neither. */
    static Optional<ClientCertificate> of(Map<String, String> parameters) {
        String certificate = parameters.get("sslcert");
        String key = parameters.get("sslkey");
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new InvalidInputException(
                    "Streams need sslcert and sslkey together in the address, and one of them is missing.");
        }
        return Optional.of(new ClientCertificate(Path.of(certificate), Path.of(key)));
    }

    /** Reads the files anew, as they may have been renewed. */
    SslContextBuilder addTo(SslContextBuilder builder) {
        try (InputStream chain = Files.newInputStream(certificate);
                InputStream pem = new ByteArrayInputStream(asPem(Files.readAllBytes(key)))) {
            return builder.keyManager(chain, pem);
        } catch (IOException unreadable) {
            throw new UnavailableException(
                    "The certificate " + certificate + " or its key " + key + " cannot be read.", unreadable);
        }
    }

    private static byte[] asPem(byte[] key) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        if (text.contains(PEM)) {
            return key;
        }
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
        return (PEM + " PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
