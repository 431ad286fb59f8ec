package dev.khive.bench.graph.system;

import dev.khive.bench.graph.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The texts of questions, as resources beside {@link Question}, and sizes of folders. */
public final class QuestionTexts {
    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private QuestionTexts() {}

    /** The text that every system is asked that reads openCypher. */
    public static String cypher(Question question) {
        return own(question, "cypher", ".cypher");
    }

    /**
     * The text of one system, which is read from its file once.
     *
     * @return empty where there is none
     */
    public static String own(Question question, String folder, String suffix) {
        return READ.computeIfAbsent(
                "/dev/khive/bench/graph/" + folder + "/" + question.id() + suffix, QuestionTexts::read);
    }

    private static String read(String resource) {
        try (InputStream stream = QuestionTexts.class.getResourceAsStream(resource)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read.", unreadable);
        }
    }

    /** The bytes of all files in a folder and below. */
    public static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
