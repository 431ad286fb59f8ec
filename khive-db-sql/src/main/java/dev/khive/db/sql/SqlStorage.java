package dev.khive.db.sql;

import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.WriteAck;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.stream.ScopeStreams;
import dev.khive.db.sql.scope.ScopeVersions;
import java.util.function.Function;

/** The handle of a scope outside transactions. */
final class SqlStorage extends SqlStores implements Storage {
    private final boolean writes;
    private final long leastVersion;

    SqlStorage(Engine engine, ReadScope scope, boolean writes, long leastVersion) {
        super(engine, engine.database().access(scope, writes, leastVersion));
        this.writes = writes;
        this.leastVersion = leastVersion;
    }

    @Override
    public ReadScope scope() {
        return access().scope();
    }

    @Override
    public <T> T transaction(Function<Transaction, T> work) {
        ErrorContext call = call("transaction");
        if (!writes) {
            throw new InvalidInputException(
                    "This handle only reads (" + scope()
                            + "); a transaction needs one of a scope: take it with in(scope).",
                    call,
                    null);
        }
        Scope scope = single(call);
        engine().require(Capability.TRANSACTIONS);
        return engine().database().transaction(open -> work.apply(new SqlTransaction(engine(), scope, open)));
    }

    @Override
    public WriteAck version() {
        ErrorContext call = call("version");
        Scope scope = single(call);
        return access().read(
                        call,
                        unit -> new WriteAck(
                                scope,
                                ScopeVersions.of(unit.session(), unit.single()),
                                engine().database().database().durability()));
    }

    @Override
    public Storage atLeast(long version) {
        ErrorContext call = call("atLeast");
        single(call);
        if (version < 0) {
            throw new InvalidInputException("A version is 0 or more, was " + version + ".", call, null);
        }
        return new SqlStorage(engine(), scope(), writes, version);
    }

    @Override
    public ScopeStreams streams() {
        return engine().streams().of(scope(), () -> engine().queries(access()), leastVersion);
    }

    private static ErrorContext call(String operation) {
        return ErrorContext.of("storage", operation);
    }

    private Scope single(ErrorContext call) {
        if (scope().namespaces().size() != 1) {
            throw new InvalidInputException(
                    "This call needs a handle of a single namespace, this one reads " + scope() + ".", call, null);
        }
        return new Scope(scope().tenant(), scope().namespaces().get(0));
    }
}
