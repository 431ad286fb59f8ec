package dev.khive.cli.load;

/**
 * A line that cannot be imported.
 *
 * @param place where it stands
 * @param reason why, a whole sentence
 */
public record BadLine(Place place, String reason) {
    /** For messages. */
    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
