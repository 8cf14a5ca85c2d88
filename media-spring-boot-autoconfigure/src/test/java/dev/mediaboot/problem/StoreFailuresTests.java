package dev.mediaboot.problem;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoreFailuresTests {

	private final RecordingLog log = new RecordingLog();

	private final AtomicLong time = new AtomicLong();

	private final StoreFailures failures = new StoreFailures(this.log, this.time::get);

	private final Mount mount = Mount.of("/cloud", Path.of("/srv/cloud"));

	private void fail(int times, Exception failure) {
		for (int i = 0; i < times; i++) {
			this.failures.report(this.mount, MediaPath.parse("/a/" + i + ".txt"), failure);
		}
	}

	private static Exception thrown() {
		return new IllegalStateException("no connection");
	}

	@Test
	void failureOfTheStoreIsLoggedWithItsPathAndOneStackTrace() {
		for (int i = 0; i < 1000; i++) {
			fail(1, thrown());
		}
		assertThat(this.log.lines).containsExactly(
				"error a/0.txt below /cloud cannot be opened. java.lang.IllegalStateException: no connection, trace");
	}

	@Test
	void failureOfTheDiskIsLoggedInOneLine() {
		fail(1000, new IOException("Too many open files"));
		assertThat(this.log.lines)
			.containsExactly("warn a/0.txt below /cloud cannot be opened. java.io.IOException: Too many open files");
	}

	@Test
	void persistentFailureIsLoggedOnceAMinute() {
		for (int minute = 0; minute < 3; minute++) {
			for (int i = 0; i < 10; i++) {
				fail(1, thrown());
			}
			this.time.addAndGet(Duration.ofMinutes(1).toNanos());
		}
		assertThat(this.log.lines).hasSize(3);
		assertThat(this.log.lines.get(1)).startsWith("warn").endsWith("(and 10 times since the last warning)");
		assertThat(this.log.lines.get(2)).startsWith("warn").endsWith("(and 10 times since the last warning)");
	}

	@Test
	void anotherFailureIsReportedToo() {
		fail(5, new IOException("Too many open files"));
		fail(5, new IllegalStateException("no connection"));
		this.failures.report(Mount.of("/other", Path.of("/srv/other")), MediaPath.parse("/a.txt"), thrown());
		assertThat(this.log.lines).hasSize(3);
	}

	@SuppressWarnings("serial")
	private static final class RecordingLog extends NoOpLog {

		private final List<String> lines = new ArrayList<>();

		@Override
		public void warn(Object message) {
			this.lines.add("warn " + message);
		}

		@Override
		public void error(Object message, Throwable failure) {
			this.lines.add("error " + message + ", trace");
		}

	}

}
