package dev.khive.db.sql.scope;

import dev.khive.api.error.ErrorContext;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Micros;
import java.util.List;
import java.util.function.Function;

/** A read past every scope. */
record OperatorLease(ScopedDatabase source, Database.Lease lease, Names names, KnownFacts facts, ErrorContext context)
        implements ScopeAccess.ReadLease {
    @Override
    public boolean eager() {
        return source.database().leaseHoldsWritersBack();
    }

    @Override
    public <T> T call(Function<ReadUnit, T> work) {
        return CallErrors.named(
                context,
                () -> lease.call(session -> session.within(
                        context,
                        () -> session.profile()
                                .wall()
                                .past(
                                        session,
                                        () -> work.apply(new ReadUnit(
                                                session, List.of(), Micros.now(), names, facts, false))))));
    }

    @Override
    public void abort() {
        lease.abort();
    }

    @Override
    public void close() {
        lease.close();
    }
}
