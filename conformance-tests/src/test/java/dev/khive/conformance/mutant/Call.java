package dev.khive.conformance.mutant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call of the contract on its way to a right backend. */
final class Call {
    private final Class<?> type;
    private final Object target;
    private final Method method;
    private final @Nullable Object[] arguments;

    /**
     * A call.
     *
     * @param type the interface that it is made on, for example {@code EntityStore}
     * @param target what would answer it
     * @param method the method
     * @param arguments what it is given
     */
    Call(Class<?> type, Object target, Method method, @Nullable Object[] arguments) {
        this.type = type;
        this.target = target;
        this.method = method;
        this.arguments = arguments;
    }

    /** For example {@code EntityStore.get}. */
    String name() {
        return type.getSimpleName() + "." + method.getName();
    }

    /** The right answer, or what it throws. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // A fault knows what the method that it is about returns.
    <T> T proceed() throws Throwable {
        try {
            @SuppressWarnings("unchecked")
            T result = (T) method.invoke(target, arguments);
            return result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    /** The target as its interface. */
    <T> T on(Class<T> contract) {
        return contract.cast(target);
    }

    /** An argument. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    <T> T argument(int index) {
        return (T) arguments[index];
    }

    /** The same call with another argument. */
    Call with(int index, @Nullable Object value) {
        @Nullable Object[] changed = arguments.clone();
        changed[index] = value;
        return new Call(type, target, method, changed);
    }

    /** The same call with every argument of a type changed. */
    <T> Call changing(Class<T> kind, UnaryOperator<T> change) {
        @Nullable
        Object[] changed = Arrays.stream(arguments)
                .map(argument -> kind.isInstance(argument) ? change.apply(kind.cast(argument)) : argument)
                .toArray();
        return new Call(type, target, method, changed);
    }
}
