package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.cli.certify.FreshDatabases;
import dev.khive.cli.certify.KitProgress;
import dev.khive.cli.certify.KitSession;
import dev.khive.conformance.rule.Certificate;
import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.RuleResult;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the conformance kit. */
@Command(
        name = "certify",
        description = {
            "Runs the conformance kit on a backend and writes its certificate as conformance.json and conformance.html.",
            "Ends with 0 when the backend is certified, with 3 when a rule is broken or only a part of the kit was run."
        },
        footer = {
            "",
            "Examples:",
            "  khive certify --backend sqlite:",
            "  khive certify --backend postgres://user@localhost/khive --out reports",
            "  khive certify --backend 'acme:/tmp/{database}' --jar acme-khive.jar",
            "  khive certify --backend memory: --suite Traversals --suite Savepoints"
        })
final class CertifyCommand extends Subcommand {
    private static final int SHOWN_FAILURES = 20;

    @Option(
            names = "--backend",
            required = true,
            paramLabel = "URL",
            description =
                    "Where empty databases can be made: sqlite: or h2: (files in a temporary folder), memory:, an address of"
                            + " PostgreSQL (schemas, dropped in the end), or any address with {database} where their names differ.")
    private String url = "";

    @Option(names = "--out", paramLabel = "DIR", description = "Where the certificate goes, default: conformance.")
    private Path out = Path.of("conformance");

    @Option(names = "--suite", paramLabel = "NAME", description = "Runs this suite alone; several are possible.")
    private List<String> suites = List.of();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "A jar with the backend or what it needs; several are possible.")
    private List<Path> jars = List.of();

    CertifyCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        List<String> named = suites.stream().map(CertifyCommand::suite).toList();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader withJars = new URLClassLoader(urls(jars), before)) {
            thread.setContextClassLoader(withJars);
            return report(run(named));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Certificate run(List<String> named) {
        FreshDatabases databases = new FreshDatabases(url, Long.toString(System.currentTimeMillis(), 36));
        try {
            openOne(databases);
            return new KitSession(databases, out)
                    .run(
                            named,
                            new KitProgress(console.err(), console.terminals().err()));
        } finally {
            close(databases);
        }
    }

    /** What cannot be taken away is no fault of the backend's promises. */
    private void close(FreshDatabases databases) {
        try {
            databases.close();
        } catch (KhiveException failure) {
            console.note("khive: Not every database of the kit could be taken away. " + Failures.sentence(failure));
        }
    }

    /** What cannot be opened at all is said once, and not by each of thousands of cases. */
    private static void openOne(FreshDatabases databases) {
        try (Backend backend = Khive.open(databases.url("first"))) {
            backend.capabilities();
        }
    }

    /** Prints what a run found and returns the exit code that says it. */
    int report(Certificate certificate) throws IOException {
        List<RuleResult> broken = certificate.results().stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .toList();
        for (RuleResult result : broken.subList(0, Math.min(SHOWN_FAILURES, broken.size()))) {
            console.print(result.rule() + " is broken: " + result.text() + ". " + result.reason() + "\n");
        }
        if (broken.size() > SHOWN_FAILURES) {
            console.print("And " + (broken.size() - SHOWN_FAILURES) + " more broken rules.\n");
        }
        console.print(certificate.summary() + "\n");
        if (!certificate.isWhole()) {
            console.print("A part of the kit was run; only a whole run makes a certificate.\n");
            return ExitCode.FOUND_WANTING;
        }
        console.print((certificate.isPassed() ? "Certified" : "Not certified") + ": " + out.resolve("conformance.html")
                + "\n");
        return certificate.isPassed() ? ExitCode.OK : ExitCode.FOUND_WANTING;
    }

    private static String suite(String name) {
        String wanted = letters(name);
        return KitSession.suites().stream()
                .filter(suite -> letters(suite).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("The kit has no suite \"" + name + "\"; its suites are "
                        + String.join(", ", KitSession.suites()) + "."));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException, NoSuchFileException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            if (!Files.exists(jar)) {
                throw new NoSuchFileException(jar.toString());
            }
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
