package dev.khive.api.filter;

/** How text is looked for inside a string; no character of the text has a meaning of its own. */
public enum StringMatch {
    /** The string begins with the text. */
    STARTS_WITH,
    /** The string ends with the text. */
    ENDS_WITH,
    /** The text stands anywhere in the string. */
    CONTAINS
}
