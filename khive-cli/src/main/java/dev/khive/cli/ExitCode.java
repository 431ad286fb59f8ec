package dev.khive.cli;

/** What the exit code of a command says. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** The database or the operation failed. */
    static final int FAILURE = 1;
    /** The command line or the input is wrong. */
    static final int USAGE = 2;
    /** It was done, and what was looked at is not all there: not found, unsound, or lines left out. */
    static final int FOUND_WANTING = 3;
    /** Whoever read standard output stopped, as {@code head} does: 128 and the number of SIGPIPE. */
    static final int READER_GONE = 141;

    private ExitCode() {}
}
