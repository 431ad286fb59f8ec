package dev.khive.conformance.durability;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Transaction;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.KhiveException;
import dev.khive.api.spi.BackendProvider;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * The process that writes. It is told by its standard input what to open and what to write, acknowledges each commit by a line on its
 * standard output, and ends with the process that started it.
 */
final class WriterMain {
    private static final Duration LONGEST_WAIT_FOR_A_TURN = Duration.ofSeconds(30);

    private final FileOutputStream out;
    private final Backend backend;

    private WriterMain(FileOutputStream out, Backend backend) {
        this.out = out;
        this.backend = backend;
    }

    /** Reads a configuration and then tasks from its input, which end the process where they end. */
    public static void main(String[] arguments) {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // What others print is no line of ours.
        try {
            warmUp();
            DataInputStream in = new DataInputStream(System.in);
            KhiveConfig.Builder config = KhiveConfig.builder().url(in.readUTF());
            for (int settings = in.readInt(); settings > 0; settings--) {
                config.set(in.readUTF(), in.readUTF());
            }
            BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
            Thread.ofPlatform().name("khive-tasks").daemon().start(() -> take(in, tasks));
            tell(out, "opening");
            WriterMain writer = new WriterMain(out, Khive.open(config.build()));
            tell(out, "opened");
            while (true) {
                writer.run(tasks.take());
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            failure.printStackTrace();
            tell(out, "failed");
            Runtime.getRuntime().halt(1);
        }
    }

    /** Loads what every backend needs while nobody waits for it. */
    private static void warmUp() {
        ServiceLoader.load(BackendProvider.class).forEach(BackendProvider::schemes);
        try (Backend memory = Khive.open(KhiveConfig.of("memory:"))) {
            Steps steps = new Steps("nobody", memory.capabilities());
            steps.commit(memory, Scope.of("nobody", "main"), 0);
        }
    }

    /** The input ends when whoever started this process does, in whatever way. */
    private static void take(DataInputStream in, BlockingQueue<Task> tasks) {
        try {
            while (true) {
                tasks.add(Task.read(in));
            }
        } catch (IOException ended) {
            Runtime.getRuntime().halt(2);
        }
    }

    /** One line in one write, so that it is there whole or not at all. */
    private static synchronized void tell(FileOutputStream out, String line) {
        try {
            out.write((WriterProcess.PREFIX + line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void tell(String line) {
        tell(out, line);
    }

    private void run(Task task) {
        Commits commits = task.workload().of(task.writer(), backend.capabilities());
        if (task.point() == Task.Point.FOLLOWED) {
            Thread.ofPlatform().name("khive-follower").daemon().start(() -> follow(task.scope()));
        }
        for (int number = task.from(); number < task.to(); number++) {
            tell("begin " + number);
            commit(commits, task.scope(), number);
            tell("done " + number);
        }
        switch (task.point()) {
            case ACKNOWLEDGED, FOLLOWED -> tell("waiting");
            case IN_A_BATCH -> stayInABatch(task);
            case IN_A_TRANSACTION ->
                stayInATransaction(task, (steps, transaction) -> {
                    steps.write(transaction, task.to());
                    stay();
                });
            case IN_A_SAVEPOINT ->
                stayInATransaction(task, (steps, transaction) -> {
                    transaction.savepoint(() -> {
                        steps.write(transaction, task.to());
                        return true;
                    });
                    transaction.savepoint(() -> {
                        steps.write(transaction, task.to() + 1);
                        stay();
                        return true;
                    });
                });
            case IN_A_COPY -> {
                backend.operations().backup(Path.of(task.copy()), (step, done, total) -> stay());
                tell("waiting");
            }
            case CLOSED -> {
                tell("closing");
                backend.close();
                tell("waiting");
            }
        }
    }

    private void stayInABatch(Task task) {
        List<EntityDraft> drafts = new Batches(task.writer(), backend.capabilities()).entities(task.to());
        backend.in(task.scope()).entities().upsertAll(new Endless<>(drafts, this::stay), BatchMode.ATOMIC);
        throw new IllegalStateException("A batch was written before its last item was read.");
    }

    private void stayInATransaction(Task task, BiConsumer<Steps, Transaction> work) {
        Steps steps = new Steps(task.writer(), backend.capabilities());
        backend.in(task.scope()).transaction(transaction -> {
            work.accept(steps, transaction);
            return false;
        });
        throw new IllegalStateException("A transaction was over before its work was.");
    }

    private void follow(Scope scope) {
        long last = 0;
        while (true) {
            for (Event event : backend.in(scope).events().follow(last, 100, Duration.ofMillis(50))) {
                last = event.sequence();
                tell("seen " + last + " " + event.id());
            }
        }
    }

    /** Makes a commit, again where another process was faster. */
    private void commit(Commits commits, Scope scope, int number) {
        retrying(() -> commits.commit(backend, scope, number));
    }

    /** Runs work until it is not refused as worth another try, for as long as a turn may take. */
    static void retrying(Runnable work) {
        long end = System.nanoTime() + LONGEST_WAIT_FOR_A_TURN.toNanos();
        while (true) {
            try {
                work.run();
                return;
            } catch (KhiveException refused) {
                if (!refused.retryable() || System.nanoTime() > end) {
                    throw refused;
                }
            }
        }
    }

    /** Waits where it is for the end. */
    private void stay() {
        tell("waiting");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("Nobody interrupts a process that waits to be killed.", interrupted);
        }
    }

    /** A list whose last item is never given. */
    private static final class Endless<T> extends AbstractList<T> {
        private final List<T> items;
        private final Runnable atTheLast;

        Endless(List<T> items, Runnable atTheLast) {
            this.items = items;
            this.atTheLast = atTheLast;
        }

        @Override
        public T get(int index) {
            if (index == items.size() - 1) {
                atTheLast.run();
            }
            return items.get(index);
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
