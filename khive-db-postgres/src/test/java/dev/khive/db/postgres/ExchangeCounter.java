package dev.khive.db.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a driver and its server and counts how often the server is asked and then heard: the exchanges. */
final class ExchangeCounter implements Closeable {
    private static final int BUFFER = 65_536;

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final AtomicLong exchanges = new AtomicLong();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private ExchangeCounter(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A counter before a server. */
    static ExchangeCounter before(String host, int port) throws IOException {
        ExchangeCounter counter = new ExchangeCounter(host, port);
        Thread.ofPlatform().daemon().start(counter::accept);
        return counter;
    }

    /** Where the driver connects to. */
    int port() {
        return door.getLocalPort();
    }

    /** How many exchanges there were so far, of all connections. */
    long exchanges() {
        return exchanges.get();
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(door.accept(), new Socket(host, port));
                sockets.addAll(List.of(connection.client(), connection.server()));
                Thread.ofPlatform().daemon().start(connection::ask);
                Thread.ofPlatform().daemon().start(() -> connection.hear(exchanges));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection of a driver. */
    private record Connection(Socket client, Socket server, AtomicBoolean asked) {
        Connection(Socket client, Socket server) {
            this(client, server, new AtomicBoolean());
        }

        void ask() {
            copy(client, server, () -> asked.set(true));
        }

        void hear(AtomicLong exchanges) {
            copy(server, client, () -> exchanges.addAndGet(asked.getAndSet(false) ? 1 : 0));
        }

        private static void copy(Socket from, Socket to, Runnable before) {
            byte[] buffer = new byte[BUFFER];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    before.run();
                    out.write(buffer, 0, read);
                }
            } catch (IOException closed) {
                // One of the two has left, and the other is closed with it.
            }
        }
    }
}
