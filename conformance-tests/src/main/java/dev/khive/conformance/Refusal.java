package dev.khive.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.error.KhiveException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every refusal of the contract owes its caller: the right class and a sentence to act on. */
public final class Refusal {

    private Refusal() {}

    /** The error that a call must throw, after looking at its class, its category and its sentence. */
    public static <E extends KhiveException> E of(Class<E> type, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown)
                .as("the call must be refused with %s", type.getSimpleName())
                .isInstanceOf(type);
        E error = type.cast(thrown);
        assertThat(error.getMessage())
                .as("the message of %s is a whole sentence", type.getSimpleName())
                .matches("(?s)\\S+ .*[.!?)]");
        return error;
    }
}
