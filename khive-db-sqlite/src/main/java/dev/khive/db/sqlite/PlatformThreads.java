package dev.khive.db.sqlite;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Where calls of a native library run: in a platform thread, because such a call holds its carrier. A caller that is one runs
 * the work itself; a virtual thread waits while another does it.
 */
final class PlatformThreads {
    private static final ExecutorService POOL = Executors.newCachedThreadPool(
            task -> Thread.ofPlatform().name("khive-sqlite-", 0).daemon().unstarted(task));

    /** Virtual threads that were interrupted and wait for their work, which clears their own mark. */
    private static final Set<Thread> INTERRUPTED = ConcurrentHashMap.newKeySet();

    private PlatformThreads() {}

    /** Whether the caller of work was interrupted, seen from the thread that does it. */
    static boolean isInterrupted(Thread caller) {
        return caller.isInterrupted() || (!INTERRUPTED.isEmpty() && INTERRUPTED.contains(caller));
    }

    /** Runs the work and passes on what it returns or throws. */
    static <T> T call(Supplier<T> work) {
        return Thread.currentThread().isVirtual() ? hop(work) : work.get();
    }

    /** An interrupt does not end the work by itself, which may look for it; it is kept for the caller to see. */
    private static <T> T hop(Supplier<T> work) {
        Thread caller = Thread.currentThread();
        Future<T> future = POOL.submit(work::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                    INTERRUPTED.add(caller);
                }
            }
        } catch (ExecutionException failure) {
            throw rethrown(failure.getCause() == null ? failure : failure.getCause());
        } finally {
            if (interrupted) {
                INTERRUPTED.remove(caller);
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Work throws unchecked exceptions alone, and they are passed on as they are. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException rethrown(Throwable failure) throws E {
        throw (E) failure;
    }
}
