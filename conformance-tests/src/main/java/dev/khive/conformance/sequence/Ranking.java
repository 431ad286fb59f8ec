package dev.khive.conformance.sequence;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ranking, equal to another when the scores are, to single precision, and the hits, those whose scores are so near to one another that
 * either order is right taken together; of the last ones others may be shown in their place.
 */
record Ranking(List<Hit> hits) {
    private static final double TOLERANCE = 1e-5;
    private static final double LEAST_TOLERANCE = 1e-7;

    /** A hit and its score. */
    record Hit(String subject, double score) {}

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= LEAST_TOLERANCE + TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof Ranking other) || hits.size() != other.hits.size()) {
            return false;
        }
        int begin = 0;
        for (int i = 0; i < hits.size(); i++) {
            if (!near(hits.get(i).score(), other.hits.get(i).score())) {
                return false;
            }
            boolean groupEnds = i + 1 < hits.size()
                    && !near(hits.get(i).score(), hits.get(i + 1).score());
            if (groupEnds && !subjects(hits, begin, i + 1).equals(subjects(other.hits, begin, i + 1))) {
                return false;
            }
            begin = groupEnds ? i + 1 : begin;
        }
        return true;
    }

    private static Set<String> subjects(List<Hit> hits, int begin, int end) {
        Set<String> subjects = new HashSet<>();
        hits.subList(begin, end).forEach(hit -> subjects.add(hit.subject()));
        return subjects;
    }

    @Override
    public int hashCode() {
        return Objects.hash(hits.size());
    }
}
