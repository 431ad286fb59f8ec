package dev.khive.conformance.cases;

/** Where the constants of a query stand when its case is run; the answer must be the same. */
public enum Operands {
    /** In the text, as the case has them. */
    WRITTEN,
    /** Each literal is a parameter. */
    PARAMETERS,
    /** Each literal is a member of one parameter, so that its type is only known when it is met. */
    PARAMETERS_OF_UNKNOWN_TYPE,
    /** Each literal is a property of a stored node, in the cases that read no graph of their own. */
    PROPERTIES
}
