package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.IntegrityReport;
import dev.khive.cli.output.OutputFormat;
import dev.khive.cli.output.ProgressDisplay;
import dev.khive.cli.output.ResultJson;
import dev.khive.cli.output.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a database. */
@Command(
        name = "doctor",
        description = {
            "Checks every table and index of a database against the others; changes nothing unless asked to.",
            "Ends with 0 when all is well, with 3 when something is wrong."
        },
        footer = {"", "Examples:", "  khive doctor --db sqlite:kb.db", "  khive doctor --db sqlite:kb.db --repair"})
final class DoctorCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--repair", description = "Mends what can be mended from the tables that are the truth.")
    private boolean repair;

    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        IntegrityReport report;
        try (Backend backend = database.openExisting(console);
                ProgressDisplay progress = console.progress()) {
            report = repair
                    ? backend.operations().repair(progress)
                    : backend.operations().check(progress);
            advise(backend.operations().describe());
        }
        if (output.format == OutputFormat.JSON || output.format == OutputFormat.JSONL) {
            console.print(ResultJson.text(facts(report)) + "\n");
        } else {
            table(report);
        }
        if (!report.clean() && !repair) {
            console.note("khive: Something is wrong; 'khive doctor --repair' mends what can be mended.");
        }
        return report.clean() ? ExitCode.OK : ExitCode.FOUND_WANTING;
    }

    /** What is no fault and yet slow. */
    private void advise(Map<String, String> description) {
        String indexes = description.getOrDefault("property-indexes", "on");
        if (!indexes.equals("on")) {
            console.note("khive: Property indexes are " + indexes);
        }
    }

    private static Map<String, Object> facts(IntegrityReport report) {
        List<Object> checks = new ArrayList<>();
        for (IntegrityReport.Check check : report.checks()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", check.name());
            facts.put("state", state(check));
            facts.put("findings", check.findings());
            checks.add(facts);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("clean", report.clean());
        facts.put("seconds", report.took().toMillis() / 1000.0);
        facts.put("checks", checks);
        return facts;
    }

    private void table(IntegrityReport report) throws IOException {
        RowWriter writer = output.writer(console);
        writer.begin(List.of("check", "state", "finding"));
        for (IntegrityReport.Check check : report.checks()) {
            if (check.findings().isEmpty()) {
                writer.row(List.of(check.name(), state(check), ""));
            }
            for (String finding : check.findings()) {
                writer.row(List.of(check.name(), state(check), finding));
            }
        }
        writer.end();
    }

    private static String state(IntegrityReport.Check check) {
        return check.findings().isEmpty() ? "ok" : check.repaired() ? "repaired" : "wrong";
    }
}
