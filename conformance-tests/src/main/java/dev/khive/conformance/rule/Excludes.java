package dev.khive.conformance.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule that a backend does not keep, on its class of the kit. The rule's cases still run: their failures are printed with
 * the reason and do not fail the run, and once all of them pass the exclusion itself fails. The certificate lists it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Excludes.All.class)
public @interface Excludes {

    /** The rule's id. */
    String rule();

    /** Why the backend cannot keep it, as a sentence for those who choose a backend. */
    String reason();

    /** Several of them. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        /** Each of them. */
        Excludes[] value();
    }
}
