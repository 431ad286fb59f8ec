package dev.khive.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every command has: where it writes, help, and an answer to what went wrong. */
abstract class Subcommand implements Callable<Integer> {
    final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--verbose", description = "Shows the stack trace of an error.")
    boolean verbose;

    Subcommand(Console console) {
        this.console = console;
    }
}
