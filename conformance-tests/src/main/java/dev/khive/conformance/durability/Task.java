package dev.khive.conformance.durability;

import dev.khive.api.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a writing process is asked to do.
 *
 * @param workload what it commits
 * @param point where it stops, to be killed there
 * @param scope where it writes
 * @param writer whose records it writes
 * @param from the number of its first commit
 * @param to the number after its last commit, or of the one that it stops in
 * @param copy the file that it copies the database to, where it does
 */
record Task(Workload workload, Point point, Scope scope, String writer, int from, int to, String copy) {
    /** Where a process stops, so that it can be killed there. */
    enum Point {
        /** After its last commit was acknowledged. */
        ACKNOWLEDGED,
        /** In a call that writes a batch, when the last item of the batch is read. */
        IN_A_BATCH,
        /** In a transaction that has written. */
        IN_A_TRANSACTION,
        /** In a transaction with a savepoint that was kept and one that is open. */
        IN_A_SAVEPOINT,
        /** After its last commit was acknowledged, while another thread follows the events and tells which it has seen. */
        FOLLOWED,
        /** In a copy of the database, when its progress is told for the first time; after it where none is told. */
        IN_A_COPY,
        /** After it was closed. */
        CLOSED
    }

    Task(Workload workload, Point point, Scope scope, String writer, int from, int to) {
        this(workload, point, scope, writer, from, to, "");
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(workload.name());
        out.writeUTF(point.name());
        out.writeUTF(scope.tenant());
        out.writeUTF(scope.namespace());
        out.writeUTF(writer);
        out.writeInt(from);
        out.writeInt(to);
        out.writeUTF(copy);
        out.flush();
    }

    static Task read(DataInputStream in) throws IOException {
        return new Task(
                Workload.valueOf(in.readUTF()),
                Point.valueOf(in.readUTF()),
                Scope.of(in.readUTF(), in.readUTF()),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readUTF());
    }
}
