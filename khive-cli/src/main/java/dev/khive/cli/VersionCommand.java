package dev.khive.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Says which khive this is. */
@Command(
        name = "version",
        description = "Shows the versions of khive and of Java.",
        footer = {"", "Example:", "  khive version"})
final class VersionCommand extends Subcommand implements IVersionProvider {
    VersionCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        console.print(String.join("\n", getVersion()) + "\n");
        return ExitCode.OK;
    }

    @Override
    public String[] getVersion() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return new String[] {
            "khive " + (version == null ? "of this clone" : version),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
