package dev.khive.conformance.fuzz;

import dev.khive.api.query.QueryException.Reason;
import java.util.List;

/** How two answers to a query compare. */
enum Verdict {
    /** The same rows. */
    SAME_ROWS,
    /** The same but for which of equivalent values, like 1 and 1.0, stands for a group. */
    EQUIVALENT_ROWS,
    /** The same error. */
    SAME_ERROR,
    /** Two errors of values met on the way: which is met first is not defined. */
    OTHER_VALUE_ERROR,
    /** Only the backend met an error of a value, in a row or an operand that the reference had no need of. */
    ERROR_OF_BACKEND_ALONE,
    /** Only the reference did. */
    ERROR_OF_REFERENCE_ALONE,
    /** The backend refuses by name what the reference answers. */
    REJECTED,
    /** One of the two took too long: more rows than are worth the time. */
    TOO_SLOW,
    /** Different rows, or errors of the text that differ. */
    WRONG,
    /** Something that is no answer. */
    CRASHED;

    /** Whether it fails the test. */
    boolean isWrong() {
        return this == WRONG || this == CRASHED;
    }

    static Verdict of(Answer backend, Answer reference, RandomQuery query) {
        if (backend instanceof Answer.TimedOut || reference instanceof Answer.TimedOut) {
            return TOO_SLOW;
        }
        return switch (backend) {
            case Answer.TimedOut timedOut -> TOO_SLOW;
            case Answer.Crashed crashed -> CRASHED;
            case Answer.Rows found ->
                switch (reference) {
                    case Answer.Rows wanted -> rows(found, wanted, query);
                    case Answer.Refused refused ->
                        refused.error().reason() == Reason.EVALUATION ? ERROR_OF_REFERENCE_ALONE : WRONG;
                    case Answer.Crashed crashed -> CRASHED;
                    case Answer.TimedOut timedOut -> TOO_SLOW;
                };
            case Answer.Refused found ->
                switch (reference) {
                    case Answer.Rows rows ->
                        switch (found.error().reason()) {
                            case REJECTED -> REJECTED;
                            case EVALUATION -> ERROR_OF_BACKEND_ALONE;
                            case SYNTAX, MEANING, PARAMETER -> WRONG;
                        };
                    case Answer.Refused wanted -> errors(found, wanted);
                    case Answer.Crashed crashed -> CRASHED;
                    case Answer.TimedOut timedOut -> TOO_SLOW;
                };
        };
    }

    private static Verdict errors(Answer.Refused found, Answer.Refused wanted) {
        Reason reason = found.error().reason();
        if (reason == wanted.error().reason()
                && found.error().code().equals(wanted.error().code())) {
            return SAME_ERROR;
        }
        boolean values = List.of(Reason.EVALUATION, Reason.REJECTED).contains(reason)
                && wanted.error().reason() == Reason.EVALUATION;
        return values ? OTHER_VALUE_ERROR : WRONG;
    }

    private static Verdict rows(Answer.Rows found, Answer.Rows wanted, RandomQuery query) {
        boolean inOrder = query.hasListsInOrder();
        Shown exact = new Shown(inOrder, true);
        if (!found.columns().equals(wanted.columns())) {
            return WRONG;
        }
        if (found.shown(exact, query.ordered()).equals(wanted.shown(exact, query.ordered()))) {
            return SAME_ROWS;
        }
        Shown lenient = new Shown(inOrder, false);
        boolean equivalent = found.shown(lenient, query.ordered()).equals(wanted.shown(lenient, query.ordered()));
        return equivalent && query.groups() ? EQUIVALENT_ROWS : WRONG;
    }
}
