package dev.khive.cli.load;

/**
 * What became of the records of one kind.
 *
 * @param written new or changed
 * @param unchanged stored already just as they are
 * @param leftOut refused
 */
public record Tally(long written, long unchanged, long leftOut) {
    /** Nothing yet. */
    public static final Tally NONE = new Tally(0, 0, 0);

    /** The two together. */
    public Tally plus(long moreWritten, long moreUnchanged, long moreLeftOut) {
        return new Tally(written + moreWritten, unchanged + moreUnchanged, leftOut + moreLeftOut);
    }
}
