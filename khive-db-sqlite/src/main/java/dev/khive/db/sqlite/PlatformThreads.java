package dev.khive.db.sqlite;

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

    private PlatformThreads() {}

    /** Runs the work and passes on what it returns or throws. */
    static <T> T call(Supplier<T> work) {
        return Thread.currentThread().isVirtual() ? hop(work) : work.get();
    }

    /** An interrupt does not end the work, whose statement would be left half done; it is kept for the caller to see. */
    private static <T> T hop(Supplier<T> work) {
        Future<T> future = POOL.submit(work::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            throw rethrown(failure.getCause() == null ? failure : failure.getCause());
        } finally {
            if (interrupted) {
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
