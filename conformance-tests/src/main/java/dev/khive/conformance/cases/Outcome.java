package dev.khive.conformance.cases;

/** What came of a case. */
public enum Outcome {
    /** Columns, rows and order were as expected, or the expected error was raised in its phase. */
    PASSED("passed"),
    /** Other rows or columns, or rows where an error was expected: the worst. */
    WRONG_ANSWER("wrong answer"),
    /** An error where rows or another error were expected. */
    ERROR("error"),
    /** Refused by name as not supported. */
    REJECTED("rejected"),
    /** Written in a language that khive does not answer; not run. */
    OTHER_LANGUAGE("not this language");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** The outcome as reports name it. */
    public String words() {
        return words;
    }

    /** Whether the case was run and did not pass. */
    public boolean failed() {
        return this == WRONG_ANSWER || this == ERROR || this == REJECTED;
    }
}
