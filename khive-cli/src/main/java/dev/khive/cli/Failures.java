package dev.khive.cli;

import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.KhiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one sentence on standard error, with the stack trace when {@code --verbose} asks for it. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (readerIsGone(failure)) {
            return ExitCode.READER_GONE;
        }
        say(sentence(failure));
        if (parsed.expandedArgs().contains("--verbose")) {
            failure.printStackTrace(console.err());
        }
        return code(failure);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        say(String.valueOf(wrong.getMessage()));
        if (Arrays.asList(arguments).contains("--verbose")) {
            wrong.printStackTrace(console.err());
        } else if (!UnmatchedArgumentException.printSuggestions(wrong, console.err())) {
            console.note("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    /** The JDK has no class for it; a translated message is reported like any other failure. */
    private static boolean readerIsGone(Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException unchecked ? cause(unchecked) : failure;
        return cause instanceof IOException && "Broken pipe".equals(cause.getMessage());
    }

    private void say(String sentence) {
        console.note("khive: " + sentence);
    }

    static String sentence(Throwable failure) {
        return switch (failure) {
            case KhiveException known -> String.valueOf(known.getMessage());
            case UncheckedIOException unchecked -> sentence(cause(unchecked));
            case FileSystemException file -> fileSentence(file);
            case IOException io -> "Reading or writing failed: " + io.getMessage();
            default ->
                "An unexpected error, " + failure.getClass().getName()
                        + (failure.getMessage() == null ? "" : ": " + failure.getMessage())
                        + "; --verbose shows where it comes from.";
        };
    }

    private static IOException cause(UncheckedIOException unchecked) {
        return unchecked.getCause() == null ? new IOException(unchecked.getMessage()) : unchecked.getCause();
    }

    private static String fileSentence(FileSystemException failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException missing -> "There is no file " + missing.getFile() + ".";
            case java.nio.file.AccessDeniedException denied ->
                "The file " + denied.getFile() + " cannot be opened: access denied.";
            default -> "The file " + failure.getFile() + " cannot be used: " + failure.getReason() + ".";
        };
    }

    private static int code(Throwable failure) {
        if (failure instanceof KhiveException known) {
            return code(known.category());
        }
        return failure instanceof java.nio.file.NoSuchFileException ? ExitCode.USAGE : ExitCode.FAILURE;
    }

    private static int code(ErrorCategory category) {
        return switch (category) {
            case INVALID_INPUT -> ExitCode.USAGE;
            case NOT_FOUND -> ExitCode.FOUND_WANTING;
            case ALREADY_EXISTS,
                    CONFLICT,
                    UNSUPPORTED,
                    UNAVAILABLE,
                    TIMEOUT,
                    CANCELLED,
                    STALE_BLOCKED,
                    TRANSACTION,
                    SERIALIZATION,
                    INDEX_MAINTENANCE,
                    DRIVER -> ExitCode.FAILURE;
        };
    }
}
