package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Ownership;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.spi.BackendCertificate;
import dev.khive.conformance.rule.Certificate;
import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.RuleResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code require-certified} and {@code require-capabilities} open and refuse. */
class CertifiedOpeningTest {
    private static final Set<Capability> PROVEN = Set.of(Capability.ENTITIES, Capability.GRAPH, Capability.TEXT);

    private static Path classes() throws URISyntaxException {
        return Path.of(WitnessedProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static void ship(String backend, String version, String contract, Outcome outcome)
            throws IOException, URISyntaxException {
        RuleResult rule = new RuleResult("GRAPH-014", "a root is found", Set.of(), outcome, 1, 0, 0, "");
        Path file = new Certificate(
                        backend,
                        version,
                        Ownership.WRITE_THROUGH,
                        contract,
                        "25",
                        Instant.EPOCH,
                        Duration.ZERO,
                        PROVEN,
                        List.of(rule))
                .ship(classes());
        Path place = classes().resolve(BackendCertificate.place(WitnessedProvider.NAME));
        if (!file.equals(place)) {
            Files.move(file, place);
        }
    }

    private static void ship(String version, String contract, Outcome outcome) throws IOException, URISyntaxException {
        ship(WitnessedProvider.NAME, version, contract, outcome);
    }

    @AfterEach
    void takeTheCertificateAway() throws IOException, URISyntaxException {
        Files.deleteIfExists(classes().resolve(BackendCertificate.place(WitnessedProvider.NAME)));
    }

    private static Backend open(boolean certified, String capabilities) {
        return Khive.open(KhiveConfig.builder()
                .url("witnessed:")
                .set("require-certified", Boolean.toString(certified))
                .set("require-capabilities", capabilities)
                .build());
    }

    @Test
    void aCertificateOfThisVersionOpens() throws IOException, URISyntaxException {
        ship(WitnessedProvider.VERSION, Khive.version(), Outcome.PASSED);

        try (Backend backend = open(true, "TEXT, graph")) {
            assertThat(backend.capabilities()).contains(Capability.TEXT);
        }
    }

    @Test
    void aMissingCertificateIsRefusedWhereOneIsDemanded() {
        assertThatThrownBy(() -> open(true, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessage(
                        "The backend witnessed has no certificate (META-INF/khive/conformance-witnessed.json in its jar),"
                                + " and require-certified is true; a build that leaves the conformance kit out makes none.");
        open(false, "").close();
    }

    @Test
    void aCertificateForAnotherVersionIsRefused() throws IOException, URISyntaxException {
        ship("7.0", Khive.version(), Outcome.PASSED);

        assertThatThrownBy(() -> open(true, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("The certificate of the backend witnessed is for its version 7.0, and this is 7.1.");
    }

    @Test
    void aCertificateForAnotherContractIsRefused() throws IOException, URISyntaxException {
        ship(WitnessedProvider.VERSION, "0.0.9", Outcome.PASSED);

        assertThatThrownBy(() -> open(true, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("The certificate of the backend witnessed is for khive 0.0.9, and this is khive "
                        + Khive.version() + ".");
    }

    @Test
    void aCertificateOfAFailedRunIsRefused() throws IOException, URISyntaxException {
        ship(WitnessedProvider.VERSION, Khive.version(), Outcome.FAILED);

        assertThatThrownBy(() -> open(true, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("The certificate of the backend witnessed says that it did not pass the conformance kit.");
    }

    @Test
    void theCertificateOfAnotherBackendIsRefused() throws IOException, URISyntaxException {
        ship("other", WitnessedProvider.VERSION, Khive.version(), Outcome.PASSED);

        assertThatThrownBy(() -> open(true, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("The certificate of the backend witnessed is of the backend other.");
    }

    @Test
    void aCapabilityThatTheCertificateDoesNotProveIsRefused() throws IOException, URISyntaxException {
        ship(WitnessedProvider.VERSION, Khive.version(), Outcome.PASSED);

        assertThatThrownBy(() -> open(true, "NOTES"))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessage(
                        "The certificate of the backend witnessed does not prove NOTES, which require-capabilities asks"
                                + " for.");
    }

    @Test
    void aCapabilityThatIsNotDeclaredIsRefusedWithoutACertificateToo() {
        assertThatThrownBy(() -> open(false, "NOTES,DURABLE"))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessage(
                        "The backend memory does not declare DURABLE for this database, and require-capabilities asks"
                                + " for it.");
    }

    @Test
    void aCapabilityThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> open(false, "GRAPHS"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "There is no capability \"GRAPHS\", which require-capabilities names; there are [");
    }

    @Test
    void whatIsNoCertificateIsRefused() throws IOException, URISyntaxException {
        Path place = classes().resolve(BackendCertificate.place(WitnessedProvider.NAME));
        ship(WitnessedProvider.VERSION, Khive.version(), Outcome.PASSED);
        Files.writeString(place, "{}");

        assertThatThrownBy(() -> open(true, ""))
                .isInstanceOf(UnavailableException.class)
                .hasMessage(
                        "The certificate of the backend witnessed (META-INF/khive/conformance-witnessed.json in its jar)"
                                + " cannot be read.");
    }
}
