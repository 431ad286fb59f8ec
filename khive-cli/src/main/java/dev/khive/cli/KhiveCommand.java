package dev.khive.cli;

/** The entry point of the khive command. */
public final class KhiveCommand {

    private KhiveCommand() {}

    /**
     * Prints the usage.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.out.println("Usage: khive COMMAND");
    }
}
