import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who uses the rest of the application meanwhile, on a connection of his own each time.
 */
final class Probe implements Runnable {

	private static final int PATIENCE = 2000;

	private final URI uri;

	private final List<Long> times = new ArrayList<>();

	private final Thread thread = new Thread(this);

	private volatile boolean stopped;

	volatile long failed;

	Probe(URI uri) {
		this.uri = uri;
	}

	void start() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	long[] stop() throws InterruptedException {
		this.stopped = true;
		this.thread.join(PATIENCE + 1000);
		return this.times.stream().mapToLong(Long::longValue).sorted().toArray();
	}

	@Override
	public void run() {
		byte[] bytes = new byte[4096];
		while (!this.stopped) {
			long begin = System.nanoTime();
			try (Socket socket = new Socket()) {
				socket.setSoTimeout(PATIENCE);
				socket.connect(Requests.address(this.uri), PATIENCE);
				socket.getOutputStream().write(Requests.get(this.uri, "Connection: close\r\n").array());
				InputStream in = socket.getInputStream();
				StringBuilder text = new StringBuilder();
				for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
					text.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
				}
				if (text.indexOf("HTTP/1.1 200") != 0 || !text.toString().endsWith("pong")) {
					this.failed++;
				}
			}
			catch (IOException ex) {
				this.failed++;
			}
			this.times.add(System.nanoTime() - begin);
			Requests.pause(20);
		}
	}

}
