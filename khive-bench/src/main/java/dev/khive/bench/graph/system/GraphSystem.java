package dev.khive.bench.graph.system;

import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.SocialGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that holds the graph and answers questions about it. A service with a constructor without parameters; for one thread. */
public interface GraphSystem extends AutoCloseable {
    /** A short name for commands and tables, for example {@code khive-sqlite}. */
    String name();

    /** Its version and whatever setting differs from its default. */
    String version();

    /** How many threads answer a query. */
    String threads();

    /**
     * Opens what is in a folder, or makes it.
     *
     * @param factor the scale, for systems whose place is not the folder
     */
    void open(Path folder, String factor) throws Exception;

    /** Whether {@link #load} fills it; false where it reads what another system has loaded. */
    default boolean loads() {
        return true;
    }

    /** Takes away what an earlier load has left in it, where the next one would not. */
    default void empty() throws Exception {}

    /** Fills it with the graph, indexes too, and makes it durable. */
    void load(SocialGraph graph, Consumer<String> progress) throws Exception;

    /** The text that it is asked, empty where it has none for the question. */
    String text(Question question);

    /**
     * Asks a question and reads every row: integers as long, texts as String.
     *
     * @throws TimeLimitException where the limit ended it
     */
    List<List<@Nullable Object>> ask(Question question, Map<String, Object> parameters, Duration limit)
            throws Exception;

    /** What the database says of its plan, and the statement where the text is not it; empty where it says nothing. */
    default String plan(Question question, Map<String, Object> parameters) throws Exception {
        return "";
    }

    /** How long its text takes to become a statement, in nanoseconds; below 0 where that cannot be told apart. */
    default long compileNanos(Question question, Map<String, Object> parameters) throws Exception {
        return -1;
    }

    /** How many matches the question's pattern has before anything is grouped or cut; below 0 where that is not told. */
    default long matches(Question question, Map<String, Object> parameters) throws Exception {
        return -1;
    }

    /** Its size on disk. */
    long bytes() throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
