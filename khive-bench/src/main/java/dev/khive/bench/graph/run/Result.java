package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the rounds of one question gave for one system. For one thread. */
final class Result {
    private static final double NANOS = 1e6;

    private final String system;
    private final Question question;
    private final List<List<Long>> rounds = new ArrayList<>();
    private List<Long> first = List.of();
    private Round.Outcome outcome = Round.Outcome.ANSWERED;
    private String digest = "";
    private String message = "";
    private double compileMillis = -1;
    private long matches = -1;

    Result(String system, Question question) {
        this.system = system;
        this.question = question;
    }

    String system() {
        return system;
    }

    Question question() {
        return question;
    }

    Round.Outcome outcome() {
        return outcome;
    }

    /** The rows, or what stands for them. */
    String digest() {
        return digest;
    }

    /** What went wrong, else empty. */
    String message() {
        return message;
    }

    /** How long the text takes to become a statement, below 0 where that is not known. */
    double compileMillis() {
        return compileMillis;
    }

    void compiledIn(long nanos) {
        compileMillis = nanos < 0 ? -1 : nanos / NANOS;
    }

    /** How many matches the pattern has for all values of a round, below 0 where that is not known. */
    long matches() {
        return matches;
    }

    void matched(long count) {
        matches = count;
    }

    /** Keeps the times of the first round of all, before anything is warm. */
    void began(Round round) {
        first = round.outcome() == Round.Outcome.ANSWERED ? round.nanos() : List.of();
    }

    /** The median of the first round in milliseconds, NaN where it was not kept. */
    double firstMedianMillis() {
        return quantile(first.stream(), 0.5);
    }

    /** Keeps a round; one that is only to warm up gives its rows and not its times. */
    void add(Round round, boolean measured) {
        outcome = round.outcome();
        message = round.message();
        if (outcome == Round.Outcome.ANSWERED) {
            if (!digest.isEmpty() && !digest.equals(round.digest())) {
                outcome = Round.Outcome.FAILED;
                message = "The same question gave other rows in another round.";
            }
            digest = round.digest();
        }
        if (measured || outcome == Round.Outcome.TIMED_OUT) {
            rounds.add(round.nanos());
        }
    }

    /** Whether another round is of use. */
    boolean goesOn() {
        return outcome == Round.Outcome.ANSWERED;
    }

    /** How many times were taken. */
    int times() {
        return rounds.stream().mapToInt(List::size).sum();
    }

    double medianMillis() {
        return quantile(0.5);
    }

    /** A quantile of all times in milliseconds, NaN where there is none. */
    double quantile(double share) {
        return quantile(rounds.stream().flatMap(List::stream), share);
    }

    private static double quantile(Stream<Long> nanos, double share) {
        long[] all = nanos.mapToLong(Long::longValue).sorted().toArray();
        return all.length == 0 ? Double.NaN : all[(int) Math.round(share * (all.length - 1))] / NANOS;
    }
}
