package dev.khive.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete the command line. */
@Command(
        name = "completion",
        description = "Prints a script with which bash and zsh complete khive's commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(khive completion)",
            "  khive completion > ~/.local/share/bash-completion/completions/khive"
        })
final class CompletionCommand extends Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        if (spec != null) {
            console.print(AutoComplete.bash("khive", spec.root().commandLine()));
        }
        return ExitCode.OK;
    }
}
