package dev.khive.api;

import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.spi.BackendCertificate;
import dev.khive.api.spi.BackendProvider;
import dev.khive.api.spi.CertificateReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a configuration demands of a backend before and after it is opened. */
record OpeningDemand(BackendProvider provider, boolean certified, Set<Capability> capabilities, boolean production) {
    static OpeningDemand of(BackendProvider provider, KhiveConfig config) {
        return new OpeningDemand(
                provider,
                config.flag("require-certified", false),
                config.requiredCapabilities(),
                config.flag("production", false));
    }

    /** Refuses a backend without the certificate that is demanded, before anything of its database is touched. */
    void beforeOpening() {
        if (!certified) {
            return;
        }
        BackendCertificate certificate = certificate();
        if (!certificate.backend().equals(provider.name())) {
            throw refusal("is of the backend " + certificate.backend() + ".");
        }
        if (!certificate.version().equals(provider.version())) {
            throw refusal("is for its version " + certificate.version() + ", and this is " + provider.version() + ".");
        }
        if (!certificate.contract().equals(Khive.version())) {
            throw refusal("is for khive " + certificate.contract() + ", and this is khive " + Khive.version() + ".");
        }
        if (!certificate.passed()) {
            throw refusal("says that it did not pass the conformance kit.");
        }
        for (Capability capability : capabilities) {
            if (!certificate.capabilities().contains(capability.name())) {
                throw new UnsupportedCapabilityException(
                        capability,
                        "The certificate of the backend " + provider.name() + " does not prove " + capability
                                + ", which require-capabilities asks for.");
            }
        }
    }

    /** Refuses, and closes, a backend that does not declare what is demanded for this database, or can prove nothing in production. */
    Backend afterOpening(Backend backend) {
        for (Capability capability : capabilities) {
            if (!backend.capabilities().contains(capability)) {
                backend.close();
                throw new UnsupportedCapabilityException(
                        capability,
                        "The backend " + backend.name() + " does not declare " + capability
                                + " for this database, and require-capabilities asks for it.");
            }
        }
        if (production && backend.ownership() == Ownership.BEST_EFFORT) {
            backend.close();
            throw unavailable(
                    "The backend " + backend.name() + " declares the ownership BEST_EFFORT: it can prove nothing of how"
                            + " current its answers are, and production is true.",
                    null);
        }
        return backend;
    }

    private BackendCertificate certificate() {
        String place = BackendCertificate.place(provider.name());
        try (InputStream stream = provider.getClass().getResourceAsStream("/" + place)) {
            if (stream == null) {
                throw unavailable(
                        "The backend " + provider.name() + " has no certificate (" + place + " in its jar), and"
                                + " require-certified is true; a build that leaves the conformance kit out makes none.",
                        null);
            }
            return reader().read(stream);
        } catch (IOException unreadable) {
            throw unavailable(
                    "The certificate of the backend " + provider.name() + " (" + place + " in its jar) cannot be read.",
                    unreadable);
        }
    }

    private static CertificateReader reader() {
        return ServiceLoader.load(CertificateReader.class)
                .findFirst()
                .orElseThrow(() -> unavailable(
                        "Nothing on the class path reads certificates, and require-certified is true; add khive-config.",
                        null));
    }

    private UnavailableException refusal(String fault) {
        return unavailable("The certificate of the backend " + provider.name() + " " + fault, null);
    }

    private static UnavailableException unavailable(String sentence, @Nullable IOException cause) {
        return new UnavailableException(sentence, ErrorContext.NONE, cause);
    }
}
