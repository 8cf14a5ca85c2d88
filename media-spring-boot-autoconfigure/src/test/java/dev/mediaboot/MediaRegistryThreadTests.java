package dev.mediaboot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaRegistry.Registration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MediaRegistry}: mounting from many threads at once.
 */
class MediaRegistryThreadTests {

	private static final MediaStore EMPTY = (path) -> null;

	private static final int THREADS = 8;

	@Test
	@Timeout(60)
	void onlyOneOfManyThreadsMountsAPrefix() throws Exception {
		MediaRegistry quiet = MediaRegistry.noOp();
		for (int round = 0; round < 200; round++) {
			String url = "/media" + round;
			CyclicBarrier start = new CyclicBarrier(THREADS);
			AtomicInteger conflicts = new AtomicInteger();
			inThreads((thread) -> {
				start.await();
				try {
					quiet.mount(url, EMPTY);
				}
				catch (InvalidMountException ex) {
					conflicts.incrementAndGet();
				}
			});
			assertThat(conflicts).hasValue(THREADS - 1);
			assertThat(quiet.mounts()).hasSize(round + 1);
		}
	}

	@Test
	@Timeout(60)
	void manyThreadsMountAndUnmountWithoutLosingAnything() throws Exception {
		MediaRegistry quiet = MediaRegistry.noOp();
		Mount permanent = quiet.mount("/media", EMPTY).mount();
		whileWriting(() -> {
			assertThat(quiet.match("localhost", "/media/a.txt").mount()).isSameAs(permanent);
			assertThat(quiet.find("/media")).isSameAs(permanent);
			assertThat(quiet.mounts()).doesNotHaveDuplicates().contains(permanent);
		}, (thread) -> {
			for (int round = 0; round < 90; round++) {
				String url = "/media/" + thread + "/" + round;
				Registration registration = quiet.mount(url, EMPTY);
				assertThat(quiet.match("localhost", url + "/a.txt").mount()).isSameAs(registration.mount());
				if (round % 6 == 0) {
					registration.close();
				}
				else if (round % 6 == 1) {
					assertThat(quiet.unmount(url)).isTrue();
				}
			}
		});
		assertThat(quiet.mounts()).hasSize(1 + (THREADS - 2) * 60).contains(permanent);
	}

	@Test
	@Timeout(60)
	void remountIsNeverSeenAsAGap() throws Exception {
		MediaRegistry quiet = MediaRegistry.noOp();
		quiet.mount("/media", EMPTY);
		whileWriting(() -> {
			assertThat(quiet.match("localhost", "/media/a.txt")).isNotNull();
			assertThat(quiet.mounts()).hasSize(1);
		}, (thread) -> {
			for (int round = 0; round < 2000; round++) {
				quiet.remount(Mount.of("/media", EMPTY));
			}
		});
		assertThat(quiet.mounts()).hasSize(1);
	}

	/** Two threads read until all others have written. */
	private static void whileWriting(Runnable reader, ThreadBody writer) throws Exception {
		CountDownLatch writing = new CountDownLatch(THREADS - 2);
		inThreads((thread) -> {
			if (thread < 2) {
				do {
					reader.run();
				}
				while (writing.getCount() > 0);
				return;
			}
			try {
				writer.run(thread);
			}
			finally {
				writing.countDown();
			}
		});
	}

	private static void inThreads(ThreadBody body) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Void>> bodies = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int thread = i;
				bodies.add(() -> {
					body.run(thread);
					return null;
				});
			}
			for (Future<Void> future : threads.invokeAll(bodies, 50, TimeUnit.SECONDS)) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@FunctionalInterface
	private interface ThreadBody {

		void run(int thread) throws Exception;

	}

}
