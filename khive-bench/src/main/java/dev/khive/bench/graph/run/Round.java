package dev.khive.bench.graph.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A question asked once, or once with each of its values.
 *
 * @param outcome how it ended
 * @param nanos how long each took that was answered
 * @param digest of all rows, or the rows themselves where they are few
 * @param message what went wrong, else empty
 */
record Round(Outcome outcome, List<Long> nanos, String digest, String message) {
    /** How a round ends. */
    enum Outcome {
        /** Every answer came. */
        ANSWERED,
        /** The time for the round was over. */
        TIMED_OUT,
        /** The system refused or failed. */
        FAILED
    }

    Round {
        nanos = List.copyOf(nanos);
    }

    static Round failed(String message) {
        return new Round(Outcome.FAILED, List.of(), "", message);
    }

    static Round timedOut(List<Long> nanos) {
        return new Round(Outcome.TIMED_OUT, nanos, "", "");
    }

    void writeTo(DataOutputStream out) throws IOException {
        Frames.write(out, outcome.name());
        out.writeInt(nanos.size());
        for (long each : nanos) {
            out.writeLong(each);
        }
        Frames.write(out, digest);
        Frames.write(out, message);
    }

    static Round readFrom(DataInputStream in) throws IOException {
        Outcome outcome = Outcome.valueOf(Frames.read(in));
        int times = in.readInt();
        List<Long> nanos = new ArrayList<>(times);
        for (int time = 0; time < times; time++) {
            nanos.add(in.readLong());
        }
        return new Round(outcome, nanos, Frames.read(in), Frames.read(in));
    }
}
