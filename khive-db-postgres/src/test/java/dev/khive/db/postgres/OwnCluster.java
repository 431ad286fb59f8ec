package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A server that a test may stop: made by dev/postgres in a folder of the test's own. */
final class OwnCluster implements AutoCloseable {
    private final Path script;
    private final Path home;
    private final String address;

    private OwnCluster(Path script, Path home) throws IOException {
        this.script = script;
        this.home = home;
        this.address = run("start-cluster");
    }

    /** Makes and starts one, or leaves the test out where no cluster can be made. */
    static OwnCluster start(Path folder) throws IOException {
        TestServer.require();
        Path script = Path.of("..", "dev", "postgres").toAbsolutePath().normalize();
        Assumptions.assumeTrue(Files.isExecutable(script), "There is no dev/postgres beside this module.");
        // The server runs as another user where the tests run as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        OwnCluster cluster = new OwnCluster(script, folder.resolve("cluster"));
        Assumptions.assumeTrue(
                cluster.address.startsWith("postgres:"), "No cluster of the test's own can be made here.");
        return cluster;
    }

    /** Its database. */
    String address() {
        return address;
    }

    /** Starts it again, at the same address. */
    void startAgain() throws IOException {
        assertThat(run("start-cluster")).isEqualTo(address);
    }

    /** Stops it as an operator does: connections are ended, and what was committed is written. */
    void stop() throws IOException {
        run("stop-cluster");
    }

    /** Stops it at once, without a checkpoint. */
    void kill() throws IOException {
        run("kill-cluster");
    }

    private String run(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), command);
        builder.environment().put("KHIVE_POSTGRES_HOME", home.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Whoever closed its output is about to end.
        assertThat(process.onExit().orTimeout(2, TimeUnit.MINUTES).join().isAlive())
                .isFalse();
        List<String> lines = output.lines().toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
