package dev.khive.api;

import java.time.Duration;
import java.util.List;

/**
 * What a check of the whole database found.
 *
 * @param checks every check that was made, in order
 * @param took how long it all took
 */
public record IntegrityReport(List<Check> checks, Duration took) {
    /** Copies the checks. */
    public IntegrityReport {
        checks = List.copyOf(checks);
    }

    /** Whether no check found anything that is still wrong. */
    public boolean clean() {
        return checks.stream().allMatch(check -> check.findings().isEmpty() || check.repaired());
    }

    /**
     * One check.
     *
     * @param name what was looked at, for example {@code foreign keys}
     * @param findings what is wrong, a sentence each; empty when all is well
     * @param repaired whether the findings were mended, which only a repairing check does
     */
    public record Check(String name, List<String> findings, boolean repaired) {
        /** Copies the findings. */
        public Check {
            findings = List.copyOf(findings);
        }
    }
}
