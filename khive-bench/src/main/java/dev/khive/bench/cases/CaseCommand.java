package dev.khive.bench.cases;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.error.KhiveException;
import dev.khive.conformance.cases.CaseFile;
import dev.khive.conformance.cases.CaseReport;
import dev.khive.conformance.cases.CaseRunner;
import dev.khive.conformance.cases.GraphCase;
import dev.khive.conformance.cases.KnownFailures;
import dev.khive.conformance.cases.Outcome;
import dev.khive.conformance.cases.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a file of query cases on a database and reports; {@link CaseOptions#USAGE} says how it is called. */
public final class CaseCommand {
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;
    private static final int NO_DATABASE = 3;
    private static final int LISTED = 20;

    private final PrintStream out;
    private final PrintStream messages;
    private final boolean terminal;

    CaseCommand(PrintStream out, PrintStream messages, boolean terminal) {
        this.out = out;
        this.messages = messages;
        this.terminal = terminal;
    }

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        boolean terminal = System.getProperty("khive.terminals", "").contains("2");
        CaseCommand command = new CaseCommand(System.out, System.err, terminal);
        System.exit(command.run(List.of(arguments), System.getenv()));
    }

    /** Runs a call and gives its exit code. */
    int run(List<String> arguments, Map<String, String> environment) {
        if (arguments.contains("--help")) {
            out.println(CaseOptions.USAGE);
            return 0;
        }
        CaseOptions options;
        CaseFile file;
        KnownFailures known;
        try {
            options = CaseOptions.parse(arguments);
            file = CaseFile.read(options.cases());
            known = options.known() == null ? KnownFailures.NONE : KnownFailures.read(options.known());
        } catch (KhiveException wrong) {
            return fail(WRONG_CALL, wrong.getMessage());
        } catch (NoSuchFileException missing) {
            return fail(WRONG_CALL, "There is no file " + missing.getFile() + ".");
        } catch (IOException unreadable) {
            return fail(WRONG_CALL, "A file cannot be read: " + unreadable + ".");
        }
        CaseReport report;
        try (CaseDatabase database = CaseDatabase.of(options.backend(), environment);
                Backend backend = Khive.open(database.url())) {
            if (!file.cases().isEmpty() && !backend.capabilities().contains(Capability.QUERY_GQL)) {
                return fail(NO_DATABASE, "The backend " + backend.name() + " does not answer queries in GQL.");
            }
            report = report(options, file, backend);
        } catch (KhiveException | SQLException | IOException failure) {
            return fail(NO_DATABASE, failure.getMessage());
        }
        if (options.report() != null) {
            try {
                report.write(options.report());
            } catch (IOException failure) {
                return fail(WRONG_CALL, "The report cannot be written: " + failure + ".");
            }
        }
        return conclude(report, known);
    }

    private int fail(int code, @Nullable String message) {
        messages.println("dev/tck: " + message);
        return code;
    }

    private CaseReport report(CaseOptions options, CaseFile file, Backend backend) {
        List<GraphCase> cases =
                file.cases().stream().filter(test -> options.wants(test.id())).toList();
        int[] counts = new int[2];
        List<Verdict> verdicts = new ArrayList<>(new CaseRunner(backend, options.operands()).run(cases, verdict -> {
            counts[0]++;
            counts[1] += verdict.outcome().failed() ? 1 : 0;
            if (terminal) {
                messages.print("\r" + counts[0] + " of " + cases.size() + ", " + counts[1] + " failed ");
                messages.flush();
            }
        }));
        if (terminal) {
            messages.print("\r\033[K");
        }
        file.others().stream()
                .filter(options::wants)
                .forEach(id -> verdicts.add(new Verdict(id, id, "", Outcome.OTHER_LANGUAGE, "")));
        String title = options.cases().getFileName() + " on " + backend.name();
        return new CaseReport(title, verdicts);
    }

    private int conclude(CaseReport report, KnownFailures known) {
        List<Verdict> failures = known.newFailures(report);
        List<String> fixed = known.fixed(report);
        list(
                "Failed",
                failures.stream()
                        .map(verdict -> verdict.outcome().words() + ": " + verdict.id())
                        .toList());
        list("Known to fail, and passed", fixed);
        if (!report.failures().isEmpty()) {
            out.print(report.groupsWithFailures());
        }
        out.println(report.totals() + ".");
        boolean nothingRun =
                report.count(Outcome.PASSED) == 0 && report.failures().isEmpty();
        return failures.isEmpty() && fixed.isEmpty() && !nothingRun ? 0 : FAILED;
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title + ":");
            lines.stream().limit(LISTED).forEach(line -> out.println("  " + line));
            if (lines.size() > LISTED) {
                out.println("  and " + (lines.size() - LISTED) + " more; --report DIR lists all");
            }
        }
    }
}
