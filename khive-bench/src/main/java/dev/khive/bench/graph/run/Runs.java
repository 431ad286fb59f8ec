package dev.khive.bench.graph.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs at one or several scales. */
public final class Runs {
    private Runs() {}

    /**
     * Runs each and writes its report; then, where there are several, how times grow from the first to the last.
     *
     * @param options of one run or more, alike but for the scale and the folder
     */
    public static void run(List<Options> options) throws IOException {
        List<ResultTable> tables = new ArrayList<>();
        for (Options each : options) {
            tables.add(Rounds.run(each));
        }
        if (tables.size() > 1) {
            Growth growth = new Growth(
                    options.getFirst().scale(),
                    tables.getFirst(),
                    options.getLast().scale(),
                    tables.getLast());
            Path out = Objects.requireNonNull(options.getFirst().out().getParent());
            Files.writeString(out.resolve("growth.md"), growth.markdown());
            growth.draw(out.resolve("growth.svg"));
        }
    }
}
