package dev.khive.query;

import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Errors that a compiled statement raises by itself while it runs, where a value has no right answer. The database hands
 * them on in its message as {@code khive:} with a code, which the compiler put there, the place as {@code @line:column} where it
 * is known, and a sentence in braces where there is a better one than that of the code.
 */
public final class QueryFaults {
    private static final Pattern CODE = Pattern.compile("khive:([A-Za-z]+)(?:@(\\d{1,9}):(\\d{1,9}))?(?:\\{([^}]*)})?");

    private static final Map<String, String> WRONG = Map.of(
            "InvalidArgumentType", "A value met while the query ran has a type that cannot stand where it was used.",
            "InvalidArgumentValue", "A value met while the query ran cannot be converted as the query asks.",
            "IntegerOverflow", "An integer left the range of 64 bits while the query ran.",
            "DivisionByZero", "A number was divided by zero while the query ran.",
            "NegativeIntegerArgument", "A number that must not be negative was negative while the query ran.",
            "NumberOutOfRange",
                    "A number met while the query ran is out of range: range() takes a step other than 0 and gives at most 2000000"
                            + " elements.");

    private static final Map<String, String> REFUSED = Map.of(
            "UnsupportedValue", "A value met while the query ran needs a function that the database does not have.",
            "NotANumber", "A calculation whose result is no number is not supported.");

    /** Numbers that a database itself refuses, by SQLSTATE: numeric_value_out_of_range and division_by_zero. */
    private static final Map<String, String> STATES = Map.of("22003", "IntegerOverflow", "22012", "DivisionByZero");

    private QueryFaults() {}

    /**
     * The same with the SQLSTATE of the error, for the errors of numbers that a database raises on its own account.
     *
     * @param sqlState empty where there is none
     */
    public static Optional<QueryException> find(@Nullable String databaseMessage, String sqlState, Throwable cause) {
        Optional<QueryException> raised = find(databaseMessage, cause);
        String code = STATES.get(sqlState);
        return raised.isPresent() || code == null ? raised : find("khive:" + code, cause);
    }

    /**
     * The error of a code, where its place is not known.
     *
     * @throws IllegalArgumentException where there is no such code
     */
    public static QueryException of(String code, Throwable cause) {
        return find("khive:" + code, cause)
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + code));
    }

    /**
     * The error that a database's message stands for, empty where the database raised it on its own account.
     *
     * @param databaseMessage the message of the driver's exception
     * @param cause the driver's exception, kept as the cause
     */
    public static Optional<QueryException> find(@Nullable String databaseMessage, Throwable cause) {
        if (databaseMessage == null) {
            return Optional.empty();
        }
        Matcher matcher = CODE.matcher(databaseMessage);
        boolean found = matcher.find();
        String code = found ? matcher.group(1) : databaseMessage.contains("integer overflow") ? "IntegerOverflow" : "";
        Map<String, String> sentences = WRONG.containsKey(code) ? WRONG : REFUSED;
        if (!sentences.containsKey(code)) {
            return Optional.empty();
        }
        String sentence = !found || matcher.group(4) == null ? sentences.getOrDefault(code, code) : matcher.group(4);
        Reason reason = WRONG.containsKey(code) ? Reason.EVALUATION : Reason.REJECTED;
        boolean placed = found && matcher.group(2) != null;
        return Optional.of(new QueryException(
                reason,
                code,
                sentence,
                placed ? Integer.parseInt(matcher.group(2)) : 0,
                placed ? Integer.parseInt(matcher.group(3)) : 0,
                cause));
    }
}
