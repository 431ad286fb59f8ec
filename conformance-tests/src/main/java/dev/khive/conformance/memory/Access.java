package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import java.time.Duration;
import java.util.function.Function;

/** How a store of a handle reaches its rows, inside a transaction or outside of one. */
interface Access {
    /** What reads see. */
    ReadScope scope();

    /** The bounds in force. */
    Bounds bounds();

    /** How long a query may take where its options do not say. */
    Duration timeout();

    /** The pages of this database. */
    Pages pages();

    /** Reads one state of the rows. */
    <T> T read(Function<View, T> work);

    /** Writes the one scope of the handle; a write that throws has written nothing. */
    <T> T write(Function<Write, T> work);
}
