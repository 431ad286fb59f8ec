package dev.khive.db.sql.scope;

import dev.khive.api.Bounds;
import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Micros;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Each call is a read or a write of its own. */
final class DirectAccess implements ScopeAccess {
    private final ScopedDatabase source;
    private final ReadScope readScope;
    private final boolean writes;
    private final long leastVersion;
    private volatile Known known = new Known(List.of(), null, 0);

    DirectAccess(ScopedDatabase source, ReadScope readScope, boolean writes, long leastVersion) {
        this.source = source;
        this.readScope = readScope;
        this.writes = writes;
        this.leastVersion = leastVersion;
    }

    @Override
    public ReadScope scope() {
        return readScope;
    }

    @Override
    public Bounds bounds() {
        return source.bounds();
    }

    @Override
    public <T> T check(ErrorContext call, Supplier<T> work) {
        return CallErrors.named(call, work);
    }

    @Override
    public <T> T read(ErrorContext call, Function<ReadUnit, T> work) {
        return CallErrors.named(
                call,
                () -> whenFresh(() -> source.database()
                        .read(session -> session.within(call, () -> {
                            ReadUnit unit = source.readUnit(session, readScope, false);
                            return fresh(unit) ? Optional.of(work.apply(unit)) : Optional.empty();
                        }))));
    }

    @Override
    public void readUntil(ErrorContext call, Duration most, Predicate<ReadUnit> work) {
        CallErrors.named(call, () -> {
            long end = System.nanoTime() + most.toNanos();
            while (true) {
                long seen = source.watch().commits();
                long remaining = end - System.nanoTime();
                if (read(call, work::test) || remaining <= 0) {
                    return true;
                }
                await(seen, Duration.ofNanos(Math.min(remaining, source.sleep().toNanos())), "an event");
            }
        });
    }

    @Override
    public <T> Optional<List<T>> readAtOnce(
            ErrorContext call, Function<ScopeRows, Optional<FirstRows<T>>> statement, Duration limit) {
        ScopesSeen seen = leastVersion == 0 ? seen() : null;
        return seen == null
                ? Optional.empty()
                : CallErrors.named(
                        call,
                        () -> source.database().profile().wall().asks()
                                ? new OneExchange(source, readScope, call, limit).rows(seen, statement)
                                : new OneStatement(source, call, limit).rows(seen, statement));
    }

    /** The scopes as they were seen last, where they ever were. */
    private @Nullable ScopesSeen seen() {
        Known last = known;
        long changes = source.facts().changes();
        if (last.rows().isEmpty() || last.changes() != changes) {
            last = Known.of(source, last.rows().isEmpty() ? source.known(readScope) : last.rows(), changes);
            known = last;
        }
        KnownFacts.State state = last.state();
        return state == null
                ? null
                : new ScopesSeen(new ScopeRows(last.rows(), Micros.now(), state.facts()), state.shapes());
    }

    /**
     * What a handle knows of its scopes.
     *
     * @param rows which never change; empty where a scope was never seen
     * @param state what they were last, null where nothing is known
     * @param changes of all facts when it was looked up
     */
    private record Known(List<ScopeRow> rows, KnownFacts.@Nullable State state, long changes) {
        static Known of(ScopedDatabase source, List<ScopeRow> rows, long changes) {
            return new Known(
                    rows, rows.isEmpty() ? null : source.facts().last(rows).orElse(null), changes);
        }
    }

    @Override
    public ReadLease lease(ErrorContext call) {
        return CallErrors.named(
                call,
                () -> whenFresh(() -> {
                    Database.Lease lease = source.database().lease();
                    boolean lent = false;
                    try {
                        Optional<ReadLease> unit = lease.call(session -> session.within(call, () -> {
                            ReadUnit read = source.readUnit(session, readScope, false);
                            return fresh(read)
                                    ? Optional.of(new LeasedUnit(lease, read, eager(), call))
                                    : Optional.empty();
                        }));
                        lent = unit.isPresent();
                        return unit;
                    } finally {
                        if (!lent) {
                            lease.close();
                        }
                    }
                }));
    }

    @Override
    public <T> T write(ErrorContext call, Function<WriteUnit, T> work) {
        return CallErrors.named(call, () -> {
            if (!writes) {
                throw new InvalidInputException("This handle only reads (" + readScope
                        + "); a write needs a handle of one scope: take one with in(scope).");
            }
            Scope scope = new Scope(readScope.tenant(), readScope.namespaces().get(0));
            Durability durability = source.database().durability();
            return source.write(session -> session.within(call, () -> source.write(session, scope, durability, work)));
        });
    }

    private boolean fresh(ReadUnit unit) {
        return leastVersion == 0 || ScopeVersions.of(unit.session(), unit.single()) >= leastVersion;
    }

    /** Looks again until there is an answer or the time is over. */
    private <T> T whenFresh(Look<T> look) {
        long end = System.nanoTime() + source.timeout().toNanos();
        while (true) {
            long seen = source.watch().commits();
            Optional<T> answer = look.once();
            if (answer.isPresent()) {
                return answer.get();
            }
            long remaining = end - System.nanoTime();
            if (remaining <= 0) {
                throw new UnavailableException(
                        "The version " + leastVersion + " of " + readScope + " was not there within " + source.timeout()
                                + ".",
                        ErrorContext.RETRYABLE,
                        null);
            }
            await(seen, Duration.ofNanos(Math.min(remaining, source.sleep().toNanos())), "the version " + leastVersion);
        }
    }

    private void await(long seen, Duration most, String what) {
        try {
            source.watch().await(seen, most);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "The thread was interrupted while it waited for " + what + " of " + readScope + ".",
                    ErrorContext.RETRYABLE,
                    interrupted);
        }
    }

    @FunctionalInterface
    private interface Look<T> {
        Optional<T> once();
    }

    private boolean eager() {
        return source.database().leaseHoldsWritersBack();
    }

    private record LeasedUnit(Database.Lease lease, ReadUnit unit, boolean eager, ErrorContext context)
            implements ReadLease {
        @Override
        public <T> T call(Function<ReadUnit, T> work) {
            return CallErrors.named(
                    context, () -> lease.call(session -> session.within(context, () -> work.apply(unit))));
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
}
