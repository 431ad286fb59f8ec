package dev.khive.query.function;

/** A value met while a query ran that cannot stand where it was used. The message is {@code khive:} and a code, with a sentence in braces. */
public final class ValueFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ValueFault(String message, Throwable cause) {
        super(message, cause);
    }

    private ValueFault(String message) {
        super(message);
    }

    private static String message(String code, String sentence) {
        return "khive:" + code + "{" + sentence.replace('{', '(').replace('}', ')') + "}";
    }

    static ValueFault type(String sentence) {
        return new ValueFault(message("InvalidArgumentType", sentence));
    }

    static ValueFault value(String sentence) {
        return new ValueFault(message("InvalidArgumentValue", sentence));
    }

    static ValueFault value(String sentence, Throwable cause) {
        return new ValueFault(message("InvalidArgumentValue", sentence), cause);
    }

    static ValueFault range(String sentence) {
        return new ValueFault(message("NumberOutOfRange", sentence));
    }

    static ValueFault overflow(Throwable cause) {
        return new ValueFault("khive:IntegerOverflow", cause);
    }

    static ValueFault notANumber() {
        return new ValueFault("khive:NotANumber");
    }

    static ValueFault divisionByZero() {
        return new ValueFault("khive:DivisionByZero");
    }
}
