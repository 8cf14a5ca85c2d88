import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Downloads large files again and again, and checks what arrives, which wrk and h2load cannot do.
 *
 * <pre>
 * java Transfers URL CONNECTIONS SECONDS LENGTH [RANGE]
 * </pre>
 *
 * Prints: requests, microseconds, bytes, errors of sockets, 0, wrong answers, p50 and p99 in microseconds.
 */
final class Transfers {

	private Transfers() {
	}

	public static void main(String[] args) throws Exception {
		transfer(URI.create(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]),
				(args.length > 4) ? Long.parseLong(args[4]) : 0);
		Requests.exit();
	}

	private static void transfer(URI uri, int connections, int seconds, long length, long range) throws Exception {
		long begin = System.nanoTime();
		long end = begin + TimeUnit.SECONDS.toNanos(seconds);
		List<Download> all = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			Download download = new Download(uri, length, range, end);
			Thread thread = new Thread(download);
			thread.setDaemon(true);
			thread.start();
			all.add(download);
			threads.add(thread);
		}
		long limit = end + TimeUnit.SECONDS.toNanos(20);
		int hanging = 0;
		for (Thread thread : threads) {
			thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime())));
			hanging += thread.isAlive() ? 1 : 0;
		}
		long took = System.nanoTime() - begin;
		long[] times = all.stream().flatMapToLong(Download::times).sorted().toArray();
		Requests.print(times.length, took, all.stream().mapToLong((one) -> one.bytes).sum(),
				hanging + all.stream().mapToLong((one) -> one.errors).sum(),
				all.stream().mapToLong((one) -> one.wrong).sum(), times);
	}

}
