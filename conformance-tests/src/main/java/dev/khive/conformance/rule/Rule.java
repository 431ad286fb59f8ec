package dev.khive.conformance.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sentence of the contract that a test proves. Its id never changes its meaning and is never given again; the sentence
 * is the name of the method.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {

    /** The subject in capitals, a hyphen and three digits, for example {@code GRAPH-014}. */
    String value();
}
