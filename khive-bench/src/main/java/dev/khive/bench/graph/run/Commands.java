package dev.khive.bench.graph.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that start the processes of systems. */
final class Commands {
    private static final String HEAP = "-Xmx4g";

    private Commands() {}

    /**
     * The command of a system. Those that are no part of khive-bench have a class path of their own, in the file
     * {@code NAME.classpath} of the folder that the property khive.bench.peers names.
     */
    static List<String> of(String system, Options options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                HEAP,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.add("-cp");
        command.add(classPath(system));
        command.add(Worker.class.getName());
        command.add(system);
        command.add(folder(system, options).toString());
        command.add(options.scale());
        command.add(Long.toString(options.seed()));
        return command;
    }

    private static String classPath(String system) throws IOException {
        Path peer = Path.of(System.getProperty("khive.bench.peers", "peers"), system + ".classpath");
        return Files.exists(peer) ? Files.readString(peer).strip() : System.getProperty("java.class.path");
    }

    /** Where a system keeps what it stores. */
    static Path folder(String system, Options options) {
        return options.data()
                .resolve("scale-" + options.scale() + "-seed-" + options.seed())
                .resolve(system);
    }
}
