package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The certificate for people: one page of HTML that needs nothing else. */
final class CertificatePage {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #d8dee4; vertical-align: top; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            .PASSED { color: #1a7f37; } .FAILED { color: #cf222e; font-weight: bold; }
            .EXCLUDED { color: #9a6700; } .UNSUPPORTED, .NOT_SHOWN, .NOT_RUN { color: #656d76; }
            code { white-space: nowrap; }
            """;

    private CertificatePage() {}

    static String html(Certificate certificate) {
        StringBuilder page = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Conformance of ")
                .append(escaped(certificate.backend()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>Conformance of ")
                .append(escaped(certificate.backend()))
                .append("</h1>\n<p>")
                .append(escaped(certificate.summary()))
                .append("</p>\n<p>Ownership <code>")
                .append(certificate.ownership())
                .append("</code>. Run on ")
                .append(certificate.started())
                .append(" with Java ")
                .append(escaped(certificate.java()))
                .append(", in ")
                .append(certificate.took().toSeconds())
                .append(" seconds.</p>\n");
        capabilities(page, certificate);
        rules(page, certificate);
        return page.append("</body>\n</html>\n").toString();
    }

    private static void capabilities(StringBuilder page, Certificate certificate) {
        page.append("<h2>Capabilities</h2>\n<table>\n<tr><th>Capability</th><th>Declared</th>");
        for (Outcome outcome : Outcome.values()) {
            page.append("<th>").append(words(outcome)).append("</th>");
        }
        page.append("</tr>\n");
        Map<String, Map<Outcome, Long>> table = certificate.byCapability();
        for (Capability capability : Capability.values()) {
            row(
                    page,
                    capability.name(),
                    certificate.declared().contains(capability) ? "yes" : "no",
                    table.getOrDefault(capability.name(), Map.of()));
        }
        row(page, "any backend", "", table.getOrDefault("", Map.of()));
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, String name, String declared, Map<Outcome, Long> counts) {
        page.append("<tr><td><code>")
                .append(name)
                .append("</code></td><td>")
                .append(declared)
                .append("</td>");
        for (Outcome outcome : Outcome.values()) {
            Long count = counts.get(outcome);
            page.append("<td class=\"n ")
                    .append(outcome)
                    .append("\">")
                    .append(count == null ? "" : count)
                    .append("</td>");
        }
        page.append("</tr>\n");
    }

    private static void rules(StringBuilder page, Certificate certificate) {
        page.append(
                "<h2>Rules</h2>\n<table>\n<tr><th>Rule</th><th>Promise</th><th>Needs</th><th>Outcome</th><th>Cases</th></tr>\n");
        for (RuleResult result : certificate.results()) {
            page.append("<tr id=\"")
                    .append(result.rule())
                    .append("\"><td><code>")
                    .append(result.rule())
                    .append("</code></td><td>")
                    .append(escaped(result.text()));
            if (!result.reason().isEmpty()) {
                page.append("<br><em>").append(escaped(result.reason())).append("</em>");
            }
            page.append("</td><td>")
                    .append(result.needsInOrder().stream().map(Capability::name).collect(Collectors.joining(", ")))
                    .append("</td><td class=\"")
                    .append(result.outcome())
                    .append("\">")
                    .append(words(result.outcome()))
                    .append("</td><td class=\"n\">")
                    .append(result.passed())
                    .append(" of ")
                    .append(result.passed() + result.failed())
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static String words(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
