package dev.ordersync.ingest.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A loopback TCP cable that can be pulled out: everything on it ends, and nothing new gets through. */
final class Cable implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final List<Socket> open = new ArrayList<>();
    private boolean plugged = true;

    Cable(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void pull() {
        plugged = false;
        open.forEach(Cable::shut);
        open.clear();
    }

    synchronized void plug() {
        plugged = true;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private synchronized void connect(Socket here) throws IOException {
        if (!plugged) {
            shut(here);
            return;
        }
        Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
        // else each small answer of the database waits some 40 ms for the one before it to be acknowledged
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        open.add(here);
        open.add(there);
        daemon(() -> pump(here, there));
        daemon(() -> pump(there, here));
    }

    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException ended) {
            // one end of the cable is gone; the other follows
        }
        shut(from);
        shut(to);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        pull();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
