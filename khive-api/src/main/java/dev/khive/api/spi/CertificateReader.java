package dev.khive.api.spi;

import java.io.IOException;
import java.io.InputStream;

/** Reads the certificate that a backend ships; the service that {@code khive-config} offers. Thread-safe. */
public interface CertificateReader {
    /**
     * The certificate in a stream, which stays open.
     *
     * @throws IOException when it is no certificate or cannot be read
     */
    BackendCertificate read(InputStream stream) throws IOException;
}
