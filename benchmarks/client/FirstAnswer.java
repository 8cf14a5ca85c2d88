import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Waits until an application answers, and prints when that was: microseconds since 1970.
 *
 * <pre>
 * java FirstAnswer.java URL ANSWER
 * </pre>
 *
 * It knocks every millisecond; once somebody listens, the request waits for its answer.
 */
final class FirstAnswer {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private FirstAnswer() {
	}

	public static void main(String[] args) throws Exception {
		URI uri = URI.create(args[0]);
		Instant end = Instant.now().plus(PATIENCE);
		while (!answers(uri, args[1])) {
			if (Instant.now().isAfter(end)) {
				System.exit(1);
			}
			Thread.sleep(1);
		}
		System.out.println(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
	}

	private static boolean answers(URI uri, String answer) {
		String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
				+ "\r\nConnection: close\r\n\r\n";
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = socket.getInputStream();
			String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
			return text.startsWith("HTTP/1.1 200") && text.endsWith(answer);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
