package dev.khive.api.query;

import dev.khive.api.error.InvalidInputException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the columns of a row become the components of a record; found once a class. */
final class RecordMapping<R extends Record> {
    private static final ClassValue<RecordMapping<?>> MAPPINGS = new ClassValue<>() {
        @Override
        protected RecordMapping<?> computeValue(Class<?> type) {
            return new RecordMapping<>(type.asSubclass(Record.class));
        }
    };

    private final Class<R> type;
    private final RecordComponent[] components;
    private final MethodHandle constructor;

    private RecordMapping(Class<R> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            this.constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | RuntimeException failure) {
            throw new InvalidInputException(
                    "Rows cannot become " + type.getName() + "; its constructor is not open to khive.", failure);
        }
    }

    @SuppressWarnings("unchecked")
    static <R extends Record> RecordMapping<R> of(Class<R> type) {
        return (RecordMapping<R>) MAPPINGS.get(type);
    }

    R map(Row row) {
        @Nullable Object[] arguments = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            arguments[index] = argument(components[index], row);
        }
        try {
            return type.cast((Object) constructor.invokeExact(arguments));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new InvalidInputException("The constructor of " + type.getName() + " failed.", failure);
        }
    }

    private @Nullable Object argument(RecordComponent component, Row row) {
        Object value = row.value(component.getName());
        Class<?> wanted = component.getType();
        if (wanted == Optional.class) {
            return Optional.ofNullable(value);
        }
        if (value == null) {
            if (wanted.isPrimitive()) {
                throw mismatch(component, "null");
            }
            return null;
        }
        Object fitted = fit(value, wanted);
        if (fitted == null) {
            throw mismatch(component, "a " + value.getClass().getSimpleName());
        }
        return fitted;
    }

    private static @Nullable Object fit(Object value, Class<?> wanted) {
        if (wanted.isInstance(value)) {
            return value;
        }
        if (value instanceof Boolean && wanted == boolean.class) {
            return value;
        }
        if (value instanceof Long number) {
            return fitInteger(number, wanted);
        }
        if (value instanceof Double && wanted == double.class) {
            return value;
        }
        return null;
    }

    private static @Nullable Object fitInteger(long number, Class<?> wanted) {
        if (wanted == long.class) {
            return number;
        }
        if ((wanted == int.class || wanted == Integer.class) && number == (int) number) {
            return (int) number;
        }
        if (wanted == double.class || wanted == Double.class) {
            return (double) number;
        }
        return null;
    }

    private InvalidInputException mismatch(RecordComponent component, String found) {
        return new InvalidInputException("Component " + component.getName() + " of " + type.getSimpleName() + " is a "
                + component.getType().getSimpleName() + "; the column holds " + found + ".");
    }
}
