package dev.khive.db.sql.store;

/** Which records a read is about. */
enum Liveness {
    /** Neither softly deleted nor expired, nor at an end that is. */
    LIVE,
    /** Softly deleted themselves. */
    DELETED,
    /** All of them. */
    ANY
}
