package dev.khive.cli.certify;

import dev.khive.conformance.BackendConformance;
import dev.khive.conformance.rule.Certificate;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The kit on the databases of a run; its address comes from the session of the launcher. */
@ExtendWith(CertifiedKit.RunFromSession.class)
final class CertifiedKit extends BackendConformance {
    private final KitSession run;

    CertifiedKit(KitSession run) {
        this.run = run;
    }

    @Override
    protected String url(String database) {
        return run.databases().url(database);
    }

    @Override
    protected Path reportFolder() {
        return run.reports();
    }

    @Override
    public void certified(Certificate certificate) {
        run.certificate(certificate);
        super.certified(certificate);
    }

    /** Hands the kit what the session has. */
    static final class RunFromSession implements ParameterResolver {
        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(KitSession.NAMESPACE);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == KitSession.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Objects.requireNonNull(
                    context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, HERE)
                            .get(KitSession.class),
                    "put before the run");
        }
    }
}
