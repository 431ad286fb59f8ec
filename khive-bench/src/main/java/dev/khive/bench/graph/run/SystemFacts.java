package dev.khive.bench.graph.run;

/** What is said of a system beside its times. For one thread. */
final class SystemFacts {
    private final double loadSeconds;
    private final long loadingBytes;
    private WorkerProcess.Description description = new WorkerProcess.Description("", "", 0, 0);

    SystemFacts(double loadSeconds, long loadingBytes) {
        this.loadSeconds = loadSeconds;
        this.loadingBytes = loadingBytes;
    }

    void describe(WorkerProcess.Description found) {
        description = found;
    }

    /** 0 where another system loaded it. */
    double loadSeconds() {
        return loadSeconds;
    }

    /** The greatest resident memory of the process while it loaded. */
    long loadingBytes() {
        return loadingBytes;
    }

    WorkerProcess.Description description() {
        return description;
    }
}
