import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The image's health check: ends with 0 when the service at the given port says that it is ready. Base images need no curl. A
 * plain socket, since it runs again and again: an HTTP client costs a second of CPU to load.
 */
public final class Ready {
    private static final int PATIENCE_MS = 3000;

    public static void main(String[] arguments) {
        System.exit(isReady(Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    private static boolean isReady(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream()
                    .write("GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = reader.readLine();
            return status != null && status.contains(" 200 ");
        } catch (IOException notListening) {
            return false;
        }
    }
}
