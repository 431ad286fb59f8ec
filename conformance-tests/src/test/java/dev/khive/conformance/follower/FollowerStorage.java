package dev.khive.conformance.follower;

import dev.khive.api.Durability;
import dev.khive.api.Freshness;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A handle that reads the copy of a follower, says how far it has come, and refuses to write. */
record FollowerStorage(Follower follower, Scope scope, Storage copy) implements InvocationHandler {
    private static final Pattern READS = Pattern.compile("(get|list|count).*");

    static Storage of(Follower follower, Scope scope, Storage copy) {
        return proxy(Storage.class, new FollowerStorage(follower, scope, copy));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(FollowerStorage.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "standing" -> follower.standing(scope, (Freshness) Objects.requireNonNull(arguments)[0]);
            case "read" -> InvocationHandler.invokeDefault(proxy, method, arguments);
            case "version" -> new WriteAck(scope, follower.reached(scope), Durability.MEMORY);
            case "atLeast" -> atLeast((Storage) proxy, (Long) Objects.requireNonNull(arguments)[0]);
            case "entities" -> proxy(EntityStore.class, (store, call, given) -> readOnly(call, given));
            default -> called(copy, method, arguments);
        };
    }

    private Storage atLeast(Storage storage, long version) {
        if (follower.reached(scope) < version) {
            throw new UnavailableException("This follower has come to the event " + follower.reached(scope) + " of "
                    + scope + " and not yet to " + version + ".");
        }
        return storage;
    }

    private @Nullable Object readOnly(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (!READS.matcher(method.getName()).matches()) {
            throw new InvalidInputException("A follower only reads; write to its source.");
        }
        return called(copy.entities(), method, arguments);
    }

    private static @Nullable Object called(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
