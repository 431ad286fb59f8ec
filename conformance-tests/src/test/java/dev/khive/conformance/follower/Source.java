package dev.khive.conformance.follower;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend in memory that remembers the scopes that it was asked for, which is how a snapshot knows what there is to copy.
 *
 * @param backend for whoever writes
 * @param scopes grows with each new one
 */
record Source(Backend backend, Set<Scope> scopes) {
    static Source open() {
        Backend memory = Khive.open("memory:");
        Set<Scope> scopes = ConcurrentHashMap.newKeySet();
        Backend noting = (Backend) Proxy.newProxyInstance(
                Source.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof Scope scope) {
                        scopes.add(scope);
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
        return new Source(noting, scopes);
    }
}
