package dev.khive.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.conformance.durability.Task.Point;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The processes that the kit starts: what others see of them, and how they end. */
class WriterProcessTest {
    private static final Task TASK =
            new Task(Workload.STEPS, Point.ACKNOWLEDGED, Scope.of("tenant", "main"), "writer", 0, 2);

    @Test
    void whatAProcessOpensStandsInNoListOfProcesses() {
        try (WriterProcess writer = WriterProcess.start()) {
            writer.open(KhiveConfig.of("memory:password"), Map.of("actor", "password"))
                    .run(TASK)
                    .await("waiting");

            assertThat(writer.commandLine())
                    .contains(WriterMain.class.getName())
                    .doesNotContain("password");
            assertThat(writer.acknowledged(0)).isEqualTo(2);
        }
    }

    @Test
    void aProcessThatCannotOpenADatabaseFailsTheTestWithItsSentence() {
        try (WriterProcess writer = WriterProcess.start()) {
            writer.open(KhiveConfig.of("nowhere:"), Map.of());

            assertThatThrownBy(() -> writer.await("opened"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("The process that writes did not come to \"opened\"")
                    .hasMessageContaining("No backend on the class path opens \"nowhere:\" addresses");
        }
    }
}
