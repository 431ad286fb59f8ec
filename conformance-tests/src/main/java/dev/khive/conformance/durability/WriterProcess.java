package dev.khive.conformance.durability;

import dev.khive.api.config.KhiveConfig;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process that writes to a database, with the class path and the modules of this one. What it opens, which may hold secrets, it is
 * told by its standard input, so that no list of processes shows it. Thread-safe.
 */
final class WriterProcess implements AutoCloseable {
    /** What its own lines begin with, beside which others may print. */
    static final String PREFIX = "khive ";

    private static final Duration HEARING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEPT_ERRORS = 30;
    private static final Pattern OPTIONS_OF_MODULES =
            Pattern.compile("--(add-modules|add-reads|add-opens|add-exports|enable-native-access|enable-preview).*");

    private final Process process;
    private final DataOutputStream in;
    private final List<String> lines = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<Thread> readers;
    private boolean ended;

    private WriterProcess(Process process) {
        this.process = process;
        this.in = new DataOutputStream(process.getOutputStream());
        this.readers =
                List.of(read(process.getInputStream(), this::told), read(process.getErrorStream(), this::complained));
    }

    /** Starts one, which waits to be told what to open. */
    static WriterProcess start() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(OPTIONS_OF_MODULES.asMatchPredicate())
                .forEach(command::add);
        command.addAll(List.of(
                "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", WriterMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", classPath());
        try {
            return new WriterProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException("A second process could not be started: " + command, failure);
        }
    }

    /** That of this process, its modules, and what the loaders of this thread have beside it. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        for (String key : List.of("java.class.path", "jdk.module.path")) {
            Arrays.stream(System.getProperty(key, "").split(File.pathSeparator, -1))
                    .filter(entry -> !entry.isEmpty())
                    .forEach(entries::add);
        }
        for (ClassLoader loader = Thread.currentThread().getContextClassLoader();
                loader != null;
                loader = loader.getParent()) {
            if (loader instanceof URLClassLoader beside) {
                for (URL url : beside.getURLs()) {
                    entries.add(Path.of(URI.create(url.toString())).toString());
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Thread read(InputStream stream, Consumer<String> lines) {
        return Thread.ofPlatform().name("khive-writer-lines").daemon().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            } catch (IOException closed) {
                lines.accept("(" + closed.getMessage() + ")");
            }
        });
    }

    private synchronized void told(String line) {
        if (line.startsWith(PREFIX)) {
            lines.add(line.substring(PREFIX.length()));
            notifyAll();
        }
    }

    private synchronized void complained(String line) {
        if (errors.size() < KEPT_ERRORS) {
            errors.add(line);
        }
    }

    /** Tells it what to open, which it begins with. */
    WriterProcess open(KhiveConfig config, Map<String, String> settings) {
        try {
            in.writeUTF(config.url());
            in.writeInt(settings.size());
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                in.writeUTF(setting.getKey());
                in.writeUTF(setting.getValue());
            }
            in.flush();
        } catch (IOException gone) {
            throw unexpected("be told what to open", gone);
        }
        return this;
    }

    /** Tells it what to write. */
    WriterProcess run(Task task) {
        try {
            task.write(in);
        } catch (IOException gone) {
            throw unexpected("be told what to write", gone);
        }
        return this;
    }

    /**
     * Waits until it has told a line.
     *
     * @throws AssertionError when it ends before, or takes longer than a minute, with what it said
     */
    synchronized void await(String line) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!lines.contains(line)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            try {
                if (lines.contains("failed") || !process.isAlive() || left <= 0) {
                    hearOut();
                    throw unexpected("come to \"" + line + "\"", null);
                }
                wait(Math.min(left, 100));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw unexpected("come to \"" + line + "\" before the test was interrupted", interrupted);
            }
        }
    }

    /** What it printed comes by another stream than what it told, and may come later. */
    private synchronized void hearOut() throws InterruptedException {
        long end = System.nanoTime() + HEARING.toNanos();
        while (readers.stream().anyMatch(Thread::isAlive) && System.nanoTime() < end) {
            wait(10);
        }
    }

    private synchronized AssertionError unexpected(String what, @Nullable Throwable cause) {
        return new AssertionError(
                "The process that writes did not " + what + "; it told " + lines + " and printed "
                        + String.join("\n", errors),
                cause);
    }

    /** Kills it as {@code kill -9} does, and waits until it is gone and all that it told has been read. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unexpected("end before the test was interrupted", interrupted);
        }
        ended = true;
    }

    /** What a list of processes shows of it, where the system shows anything. */
    String commandLine() {
        return process.info().commandLine().orElse(WriterMain.class.getName());
    }

    /** What it told. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The number after the last commit that it acknowledged, or the given one where it acknowledged none. */
    int acknowledged(int before) {
        return lines().stream()
                .filter(line -> line.startsWith("done "))
                .mapToInt(line -> Integer.parseInt(line.substring("done ".length())) + 1)
                .reduce(before, (first, second) -> second);
    }

    @Override
    public void close() {
        if (!ended) {
            kill();
        }
    }
}
