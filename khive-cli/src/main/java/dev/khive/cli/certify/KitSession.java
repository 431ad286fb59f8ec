package dev.khive.cli.certify;

import dev.khive.conformance.BackendConformance;
import dev.khive.conformance.rule.Certificate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of the kit, whole or in part. */
public final class KitSession {
    static final String NAMESPACE = "dev.khive.cli.certify";

    private final FreshDatabases databases;
    private final Path reports;
    private @Nullable Certificate certificate;

    /**
     * A run that has not begun.
     *
     * @param reports where a whole run leaves its certificate
     */
    public KitSession(FreshDatabases databases, Path reports) {
        this.databases = databases;
        this.reports = reports;
    }

    FreshDatabases databases() {
        return databases;
    }

    Path reports() {
        return reports;
    }

    void certificate(Certificate given) {
        certificate = given;
    }

    /** The names of the kit's suites, by name. */
    public static List<String> suites() {
        return nested().map(Class::getSimpleName).sorted().toList();
    }

    private static Stream<Class<?>> nested() {
        return Arrays.stream(BackendConformance.class.getDeclaredClasses())
                .filter(suite -> suite.isAnnotationPresent(Nested.class));
    }

    /**
     * Runs the suites of these names, or all when there are none, and returns what they made of the rules.
     *
     * @param listener hears of every case
     * @throws IllegalStateException when the kit ended before it could judge, with the reason
     */
    public Certificate run(List<String> suites, TestExecutionListener listener) {
        LauncherConfig plain = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        KitFailure failure = new KitFailure();
        try (LauncherSession session = LauncherFactory.openSession(plain)) {
            session.getStore().put(Namespace.create(NAMESPACE), KitSession.class, this);
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors(suites))
                                    .filters(EngineFilter.includeEngines("junit-jupiter"))
                                    .build(),
                            listener,
                            failure);
        }
        if (certificate == null) {
            throw failure.asException();
        }
        return Objects.requireNonNull(certificate, "given at the end of the run");
    }

    private static List<DiscoverySelector> selectors(List<String> suites) {
        if (suites.isEmpty()) {
            return List.of(DiscoverySelectors.selectClass(CertifiedKit.class));
        }
        return nested().filter(suite -> suites.contains(suite.getSimpleName()))
                .<DiscoverySelector>map(
                        suite -> DiscoverySelectors.selectNestedClass(List.of(CertifiedKit.class), suite))
                .toList();
    }
}
