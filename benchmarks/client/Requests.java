import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What those who send requests have in common.
 */
final class Requests {

	private Requests() {
	}

	static ByteBuffer get(URI uri, String field) {
		String head = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + field + "\r\n";
		return ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
	}

	static InetSocketAddress address(URI uri) {
		return new InetSocketAddress(uri.getHost(), uri.getPort());
	}

	static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void print(long requests, long took, long bytes, long errors, long wrong, long[] sorted) {
		System.out.printf("result %d %d %d %d 0 %d %d %d%n", requests, took / 1000, bytes, errors, wrong,
				percentile(sorted, 0.5), percentile(sorted, 0.99));
	}

	private static long percentile(long[] sorted, double part) {
		return (sorted.length > 0) ? sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1000 : 0;
	}

	/**
	 * Ends the process although threads may hang in a read.
	 */
	static void exit() {
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

}
