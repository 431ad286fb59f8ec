package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.api.BackendTransaction;
import dev.khive.api.Operations;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.EventStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.NoteStore;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.SqlAccess;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.VectorStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands before every object of the contract that a backend gives out, and lets a mutant answer its calls. */
record FaultyProxy(Mutant mutant, Class<?> type, Object target) implements InvocationHandler {
    private static final List<Class<?>> CONTRACT = List.of(
            Backend.class,
            BackendTransaction.class,
            Transaction.class,
            Storage.class,
            EntityStore.class,
            NoteStore.class,
            GraphStore.class,
            EventStore.class,
            VectorStore.class,
            SparseStore.class,
            TextSearch.class,
            HybridSearch.class,
            SqlAccess.class,
            Operations.class);

    /** The object as the mutant has it; what is no part of the contract stays as it is. */
    static @Nullable Object wrap(Mutant mutant, @Nullable Object object) {
        for (Class<?> type : CONTRACT) {
            if (type.isInstance(object)) {
                return Proxy.newProxyInstance(
                        FaultyProxy.class.getClassLoader(),
                        new Class<?>[] {type},
                        new FaultyProxy(mutant, type, type.cast(object)));
            }
        }
        return object;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments.clone();
        for (int index = 0; index < given.length; index++) {
            if (given[index] instanceof Function<?, ?> work) {
                given[index] = handed(work);
            }
        }
        Call call = new Call(type, target, method, given);
        return wrap(mutant, mutant.breaks(call) ? mutant.fault().answer(call) : call.proceed());
    }

    /** Work that is handed the faulty form of what it would be handed. */
    @SuppressWarnings("unchecked")
    private Function<Object, @Nullable Object> handed(Function<?, ?> work) {
        return object ->
                ((Function<Object, Object>) work).apply(java.util.Objects.requireNonNull(wrap(mutant, object)));
    }
}
