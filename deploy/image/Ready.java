import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The image's health check: ends with 0 when the service at the given port says that it is ready. Base images need no curl. */
public final class Ready {
    public static void main(String[] arguments) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + arguments[0] + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            System.exit(answer.statusCode() == 200 ? 0 : 1);
        } catch (Exception notListening) {
            System.exit(1);
        }
    }
}
