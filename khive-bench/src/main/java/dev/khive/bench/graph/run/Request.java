package dev.khive.bench.graph.run;

/** What a process that holds a system is asked, each followed by a question and a time limit in milliseconds. */
enum Request {
    /** Fill it; answers how many nanoseconds that took. */
    LOAD,
    /** Ask; answers a {@link Round}. */
    ASK,
    /** Answers the plan of the question. */
    PLAN,
    /** Answers the text of the question. */
    TEXT,
    /** Answers the time of compilation in nanoseconds. */
    COMPILE,
    /** Answers how many matches the question has in all, below 0 where that is not told. */
    MATCHES,
    /** Answers version, threads, bytes on disk, and the process's greatest resident memory. */
    DESCRIBE
}
