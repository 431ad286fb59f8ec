package dev.khive.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the khive command. */
@Command(name = "khive", mixinStandardHelpOptions = true, description = "Stores and asks a knowledge graph.")
public final class KhiveCommand implements Runnable {

    KhiveCommand() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KhiveCommand()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
