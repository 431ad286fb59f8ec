package dev.khive.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The khive command. */
@Command(
        name = "khive",
        description = "Stores a knowledge graph in a database and answers graph, text, vector and hybrid questions.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with 'khive demo'. 'khive COMMAND --help' has examples.",
            "",
            "Exit codes: 0 done, 1 the database or the operation failed, 2 the command line or the input is",
            "wrong, 3 not found, a problem found, or lines left out."
        })
public final class KhiveCommand implements Callable<Integer> {
    private static final String COMPLETION = "completion";

    private static final Map<String, Function<Console, Subcommand>> COMMANDS = commands();

    private final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    boolean version;

    @Spec
    private @Nullable CommandSpec spec;

    KhiveCommand(Console console) {
        this.console = console;
    }

    private static Map<String, Function<Console, Subcommand>> commands() {
        Map<String, Function<Console, Subcommand>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("search", SearchCommand::new);
        commands.put("get", GetCommand::new);
        commands.put("stats", StatsCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("backup", BackupCommand::new);
        commands.put("restore", RestoreCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("certify", CertifyCommand::new);
        commands.put(COMPLETION, CompletionCommand::new);
        commands.put("version", VersionCommand::new);
        return commands;
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sayInterrupted(console, ended)));
        int code = run(console, arguments);
        ended.set(true);
        System.exit(code);
    }

    /** Ctrl-C ends the process from outside; the database is safe, its open transaction is as if it had never been. */
    private static void sayInterrupted(Console console, AtomicBoolean ended) {
        if (!ended.get()) {
            console.note("\nkhive: Interrupted; what was committed before is kept.");
            console.err().flush();
        }
    }

    /** Runs a command and returns its code. */
    static int run(Console console, String... arguments) {
        int code = commandLine(console, arguments).execute(arguments);
        if (code == ExitCode.OK) {
            code = flushed(console);
        }
        console.err().flush();
        return code;
    }

    private static int flushed(Console console) {
        try {
            console.out().flush();
            return ExitCode.OK;
        } catch (IOException failure) {
            console.note("khive: " + Failures.sentence(failure));
            return ExitCode.FAILURE;
        }
    }

    /**
     * The command line that can run these arguments. Where they name a command, the others are left out: to look through
     * their options would be a good part of the time that a start takes.
     */
    private static CommandLine commandLine(Console console, String[] arguments) {
        CommandLine command = new CommandLine(new KhiveCommand(console));
        Function<Console, Subcommand> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (named != null && !arguments[0].equals(COMPLETION)) {
            command.addSubcommand(named.apply(console));
        } else {
            COMMANDS.values().forEach(each -> command.addSubcommand(each.apply(console)));
        }
        Failures failures = new Failures(console);
        command.getCommandSpec().versionProvider(new VersionCommand(console));
        // picocli's own guess opens the console, which is slow.
        command.setColorScheme(CommandLine.Help.defaultColorScheme(console.colours() ? Ansi.ON : Ansi.OFF));
        command.setUsageHelpWidth(100);
        command.setExpandAtFiles(false);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(failures);
        command.setParameterExceptionHandler(failures);
        command.setOut(new PrintWriter(console.out(), true));
        command.setErr(console.err());
        return command;
    }

    @Override
    public Integer call() throws IOException {
        StringWriter text = new StringWriter();
        if (spec != null) {
            spec.commandLine().usage(new PrintWriter(text));
        }
        console.print(text.toString());
        return ExitCode.OK;
    }
}
