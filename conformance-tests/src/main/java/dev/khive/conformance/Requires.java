package dev.khive.conformance;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The capabilities that a suite or a test proves. For a backend that does not declare one of them it is left out, and {@link
 * CapabilitySuite} proves that the backend refuses by its name. A test of what an ownership proves is for backends of that
 * ownership.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    /** All of them are needed. */
    Capability[] value() default {};

    /** One of them is needed; none named: any will do. */
    Ownership[] ownership() default {};
}
