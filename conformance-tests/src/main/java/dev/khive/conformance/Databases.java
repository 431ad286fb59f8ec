package dev.khive.conformance;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.spi.BackendProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The databases of one run of the kit: one for each suite, with a tenant for each test, and others for what needs settings, an
 * ending or a beginning of its own.
 */
public final class Databases implements AutoCloseable {

    private final UnaryOperator<String> urls;
    private final Function<String, Backend> sources;
    private final AtomicInteger names = new AtomicInteger();
    private final Deque<Backend> opened = new ArrayDeque<>();

    /** Databases, of a backend that owns its data, at the addresses that the author's function gives to their names. */
    public Databases(UnaryOperator<String> urls) {
        this(urls, name -> {
            throw new IllegalStateException("The database " + name + " owns its data and has no source.");
        });
    }

    /**
     * Databases at the addresses that the author's function gives to their names.
     *
     * @param sources opens the source of a database by its name, for backends that do not own their data
     */
    public Databases(UnaryOperator<String> urls, Function<String, Backend> sources) {
        this.urls = urls;
        this.sources = sources;
    }

    /** The name of a database that nobody has opened yet. */
    public String newName() {
        return "kit-" + names.incrementAndGet();
    }

    /** Opens a database by name, new or with what was stored in it before; closed at the end of the run at the latest. */
    public synchronized Backend open(String name, Map<String, String> settings) {
        Backend backend = Khive.open(config(name, settings));
        opened.push(backend);
        return backend;
    }

    /** Opens the source of a database that is opened later; closed at the end of the run at the latest. */
    public synchronized Backend openSource(String name) {
        Backend source = sources.apply(name);
        opened.push(source);
        return source;
    }

    /** What opens them. */
    public BackendProvider provider() {
        return Khive.provider(config(newName(), Map.of()));
    }

    /** What {@link #open} opens a database with. */
    public KhiveConfig config(String name, Map<String, String> settings) {
        KhiveConfig.Builder builder = KhiveConfig.builder().url(urls.apply(name));
        settings.forEach(builder::set);
        return builder.build();
    }

    /** Closes every backend that was opened; closing twice is no error. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
