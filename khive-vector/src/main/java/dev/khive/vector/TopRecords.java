package dev.khive.vector;

import dev.khive.api.error.InvalidInputException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The k best records of those offered. A record may be offered several times and counts once, with its best score; equal
 * scores are ordered by subject, so the result does not depend on the order of the offers. Memory is bounded by k. Not
 * thread-safe.
 *
 * @param <S> the record, with equality
 */
public final class TopRecords<S> {
    private final int k;
    private final double minScore;
    private final TreeSet<Ranked<S>> best;
    private final Map<S, Ranked<S>> bySubject = new HashMap<>();

    /**
     * An empty ranking.
     *
     * @param k how many records, at least 1
     * @param minScore the least score that counts; negative infinity for any
     * @param subjectOrder the order of equal scores; consistent with equality
     * @throws InvalidInputException when k is below 1 or the least score is NaN
     */
    public TopRecords(int k, double minScore, Comparator<? super S> subjectOrder) {
        if (k < 1) {
            throw new InvalidInputException("A search must ask for at least one record, k was " + k + ".");
        }
        if (Double.isNaN(minScore)) {
            throw new InvalidInputException("The least score of a search must be a number, was NaN.");
        }
        this.k = k;
        this.minScore = minScore;
        best = new TreeSet<>(Comparator.<Ranked<S>>comparingDouble(Ranked::score)
                .reversed()
                .thenComparing(Ranked::subject, subjectOrder));
    }

    /** The score that an offer must reach to change anything: the least score, or that of the k-th record if greater. */
    public double threshold() {
        return best.size() < k ? minScore : Math.max(minScore, best.last().score());
    }

    /** True when every offer could still be accepted, so that there is nothing to gain from a bound. */
    boolean acceptsAnyScore() {
        return best.size() < k && minScore == Double.NEGATIVE_INFINITY;
    }

    /** Takes a record in when it is among the best so far; a NaN score never is. */
    public void offer(S subject, double score) {
        // A zero of either sign is one score, so that its sign does not decide before the subject.
        double comparable = score + 0.0;
        if (!(comparable >= threshold())) {
            return;
        }
        Ranked<S> offered = new Ranked<>(subject, comparable);
        Ranked<S> known = bySubject.get(subject);
        if (known != null) {
            if (known.score() >= comparable) {
                return;
            }
            best.remove(known);
        }
        bySubject.put(subject, offered);
        best.add(offered);
        if (best.size() > k) {
            bySubject.remove(best.removeLast().subject());
        }
    }

    /** The best records offered so far, best first. */
    public List<Ranked<S>> ranking() {
        return List.copyOf(best);
    }
}
