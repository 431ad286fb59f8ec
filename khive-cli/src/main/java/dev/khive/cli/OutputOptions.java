package dev.khive.cli;

import dev.khive.cli.output.OutputFormat;
import dev.khive.cli.output.RowWriter;
import picocli.CommandLine.Option;

/** How an answer is to look. */
final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default, also when piped), json, jsonl or csv.")
    OutputFormat format = OutputFormat.TABLE;

    RowWriter writer(Console console) {
        return format.writer(console.out(), console.colours());
    }
}
