package dev.khive.api.filter;

/** How two values are compared; the rules on types are those of {@link Filter}. */
public enum Comparison {
    /** The same value. */
    EQUAL,
    /** There is a value and it is another one. */
    NOT_EQUAL,
    /** Before the operand. */
    LESS,
    /** Before the operand or equal to it. */
    LESS_OR_EQUAL,
    /** After the operand. */
    GREATER,
    /** After the operand or equal to it. */
    GREATER_OR_EQUAL
}
