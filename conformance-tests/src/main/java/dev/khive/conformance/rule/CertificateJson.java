package dev.khive.conformance.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.khive.api.Capability;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** The certificate for programs. */
final class CertificateJson {
    private CertificateJson() {}

    /** All that a run found. */
    static String text(Certificate certificate) throws IOException {
        return text(certificate, true);
    }

    /** What a jar is to hold: the same for the same backend and rules, wherever and whenever they are run. */
    static String shipped(Certificate certificate) throws IOException {
        return text(certificate, false);
    }

    private static String text(Certificate certificate, boolean ofThisRun) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("backend", certificate.backend());
            json.writeStringField("version", certificate.version());
            json.writeStringField("contract", certificate.contract());
            json.writeStringField("ownership", certificate.ownership().name());
            if (ofThisRun) {
                json.writeStringField("java", certificate.java());
                json.writeStringField("started", certificate.started().toString());
                json.writeNumberField("seconds", certificate.took().toSeconds());
            }
            json.writeBooleanField("passed", certificate.isPassed());
            capabilities(json, "capabilities", certificate.declaredInOrder());
            capabilities(json, "undeclared", certificate.undeclared());
            json.writeArrayFieldStart("rules");
            for (RuleResult result : certificate.results()) {
                rule(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void capabilities(JsonGenerator json, String field, List<Capability> capabilities)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Capability capability : capabilities) {
            json.writeString(capability.name());
        }
        json.writeEndArray();
    }

    private static void rule(JsonGenerator json, RuleResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", result.rule());
        json.writeStringField("text", result.text());
        capabilities(json, "needs", result.needsInOrder());
        json.writeStringField("outcome", result.outcome().name());
        json.writeNumberField("passed", result.passed());
        json.writeNumberField("failed", result.failed());
        json.writeNumberField("leftOut", result.leftOut());
        if (!result.reason().isEmpty()) {
            json.writeStringField("reason", result.reason());
        }
        json.writeEndObject();
    }
}
