package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A system in a process of its own, started when it is first needed and again after it hung or died. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration LOADING = Duration.ofHours(2);
    private static final Duration COUNTING = Duration.ofMinutes(10);
    private static final long GRACE_SECONDS = 30;

    /** What reads an answer. */
    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** What a system says of itself. */
    record Description(String version, String threads, long bytes, long residentBytes) {}

    private final String system;
    private final List<String> command;
    private @Nullable Process process;
    private @Nullable DataOutputStream out;
    private @Nullable DataInputStream in;

    WorkerProcess(String system, List<String> command) {
        this.system = system;
        this.command = List.copyOf(command);
    }

    String system() {
        return system;
    }

    long load() {
        return request(Request.LOAD, Question.Q1, LOADING, DataInputStream::readLong);
    }

    String plan(Question question) {
        return request(Request.PLAN, question, Duration.ofMinutes(1), Frames::read);
    }

    String text(Question question) {
        return request(Request.TEXT, question, Duration.ofMinutes(1), Frames::read);
    }

    long compileNanos(Question question) {
        return request(Request.COMPILE, question, Duration.ofMinutes(1), DataInputStream::readLong);
    }

    long matches(Question question) {
        return request(Request.MATCHES, question, COUNTING, DataInputStream::readLong);
    }

    Description describe() {
        return request(
                Request.DESCRIBE,
                Question.Q1,
                Duration.ofMinutes(1),
                answer -> new Description(
                        Frames.read(answer), Frames.read(answer), answer.readLong(), answer.readLong()));
    }

    Round ask(Question question, Duration limit) {
        try {
            return request(Request.ASK, question, limit, Round::readFrom);
        } catch (HungException hung) {
            return Round.timedOut(List.of());
        } catch (IllegalStateException dead) {
            return Round.failed(String.valueOf(dead.getMessage()));
        }
    }

    private static final class HungException extends IllegalStateException {
        HungException(String message) {
            super(message);
        }
    }

    private <T> T request(Request request, Question question, Duration limit, Reading<T> reading) {
        try {
            start();
            DataOutputStream to = Objects.requireNonNull(out);
            Frames.write(to, request.name());
            Frames.write(to, question.name());
            to.writeLong(limit.toMillis());
            to.flush();
            DataInputStream from = Objects.requireNonNull(in);
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return reading.read(from);
                        } catch (IOException gone) {
                            throw new UncheckedIOException(gone);
                        }
                    })
                    .get(limit.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hung) {
            kill();
            throw new HungException(system + " did not answer " + question.id() + " in time and was ended.");
        } catch (IOException | ExecutionException gone) {
            kill();
            throw new IllegalStateException(
                    system + " ended while it was asked " + request + " " + question.id() + "; its output is above.",
                    gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + system + " worked.", interrupted);
        }
    }

    private void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        Process started = new ProcessBuilder(new ArrayList<>(command))
                .redirectError(Redirect.INHERIT)
                .start();
        process = started;
        out = new DataOutputStream(new BufferedOutputStream(started.getOutputStream()));
        in = new DataInputStream(started.getInputStream());
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    /** Ends the process in peace; it starts again when it is asked. */
    @Override
    public void close() {
        Process open = process;
        if (open == null) {
            return;
        }
        try {
            Objects.requireNonNull(out).close();
            if (!open.waitFor(GRACE_SECONDS * 4, TimeUnit.SECONDS)) {
                open.destroyForcibly();
            }
        } catch (IOException gone) {
            open.destroyForcibly();
        } catch (InterruptedException interrupted) {
            open.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }
}
