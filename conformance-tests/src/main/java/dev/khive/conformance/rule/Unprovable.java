package dev.khive.conformance.rule;

/**
 * A promise of the contract that no test of the kit can show for a backend that it does not know, and why. The ids are of the same
 * kind as those of rules, from 901 on, and are never given again.
 */
public enum Unprovable {
    POWER(
            "LIFECYCLE-901",
            "a write that is acknowledged as STABLE outlives a power cut",
            "No test can cut the power below the cache of a disk. What the kit can ask is that a database that is closed and opened"
                    + " again has it all (LIFECYCLE-001), and that it outlives a process that is killed (DURABLE-001)."),
    ANY_THREADS(
            "LIFECYCLE-903",
            "every call is safe from any number of threads",
            "A test meets some orders of threads and not the others. Those that the kit tries (RECORD-016, EVENT-014, EVENT-028,"
                    + " TRANSACTION-015) find faults and prove no absence."),
    OTHERS_IN_ERRORS(
            "ERROR-901",
            "no error tells a secret or something of another tenant",
            "The kit reads the errors that it can cause (SCOPE-002); those that it cannot cause, it cannot read. The secrets of an"
                    + " address are its author's."),
    OUTSIDE_FAILURES(
            "ERROR-902",
            "a lost connection, a full disk and an exhausted pool are UNAVAILABLE, and retryable where a retry can help",
            "The kit is given addresses of databases and no way to break them."),
    SLOW_WRITES(
            "ERROR-903",
            "nothing is kept of a write that took longer than its limit",
            "A write cannot be made slow from outside. That a read ends in time is shown (QUERY-011)."),
    OWN_CATEGORIES(
            "ERROR-904",
            "what the database itself refuses comes as DRIVER, SERIALIZATION or INDEX_MAINTENANCE with its codes",
            "What makes a database refuse is known to its backend alone."),
    RUN_AGAIN(
            "TRANSACTION-901",
            "work that is run again after a serialization failure finds nothing of its first run",
            "Two transactions that cannot be ordered cannot be made at will on every database; most never have them."),
    LATE_COMMITS(
            "EVENT-901",
            "an event that commits late is never skipped by a follower",
            "The order in which a database makes commits visible cannot be held from outside. Many writers at once (EVENT-028,"
                    + " STREAM-027) find faults and prove no absence."),
    DAMAGE(
            "OPERATION-901",
            "a check finds every damage, and a repair mends what other tables know",
            "Damage is made in tables, whose form is the backend's own. That a sound database is clean is shown (OPERATION-002)."),
    OTHER_SCHEMAS(
            "OPERATION-902",
            "an older schema is migrated whole and a newer one is refused",
            "The kit has databases of the present schema alone."),
    SIZES(
            "OPERATION-903",
            "bytes() is the size of everything that is stored",
            "Nothing but the backend knows where its bytes are. That a size is told is shown (OPERATION-001)."),
    PLANS(
            "QUERY-901",
            "the plan of a query is asked for without running it",
            "A query only reads, so that nothing tells whether it ran."),
    ROWS_IN_THE_DATABASE(
            "STREAM-901",
            "the database makes no more rows than a subscriber requested",
            "What arrives can be counted (STREAM-004, STREAM-018), what a server made and threw away cannot.");

    private final String id;
    private final String text;
    private final String reason;

    Unprovable(String id, String text, String reason) {
        this.id = id;
        this.text = text;
        this.reason = reason;
    }

    /** The id, for example {@code LIFECYCLE-901}. */
    public String id() {
        return id;
    }

    /** The sentence of the contract. */
    public String text() {
        return text;
    }

    /** Why no test can show it, in whole sentences. */
    public String reason() {
        return reason;
    }
}
