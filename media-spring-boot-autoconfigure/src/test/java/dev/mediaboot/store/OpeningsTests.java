package dev.mediaboot.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaStore;
import dev.mediaboot.testing.FileContent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Whoever opens a FIFO waits for somebody to write to it, here until the test does.
 */
@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "only there a FIFO has a name")
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class OpeningsTests {

	private static final int CLIENTS = Openings.PLACES * 3;

	@TempDir
	private Path directory;

	private final List<Thread> threads = new ArrayList<>();

	private Path fifo;

	@BeforeEach
	void makeFifo() throws Exception {
		this.fifo = this.directory.resolve("fifo");
		Process process = new ProcessBuilder("mkfifo", this.fifo.toString()).inheritIO().start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
	}

	@AfterEach
	void letGo() {
		letGo(this.fifo);
	}

	/** Opens the FIFO at its other end until nobody waits. */
	private void letGo(Path fifo) {
		Awaitility.await().pollInSameThread().until(() -> {
			if (this.threads.stream().anyMatch(Thread::isAlive)) {
				// For reading as well, so that this does not wait if nobody does.
				FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
				return false;
			}
			return true;
		});
	}

	private void start(Runnable action) {
		Thread thread = new Thread(action);
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
	}

	private long blocked() {
		return this.threads.stream()
			.filter((thread) -> Arrays.stream(thread.getStackTrace())
				.limit(3)
				.anyMatch((frame) -> frame.isNativeMethod() && frame.getMethodName().startsWith("open")))
			.count();
	}

	@Test
	void openingThatDoesNotEndIsReportedOnceAndFewThreadsAreBlocked(CapturedOutput output) throws IOException {
		Openings openings = new Openings(Duration.ofMillis(100), System::nanoTime);
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		AtomicInteger refused = new AtomicInteger();
		for (int i = 0; i < CLIENTS; i++) {
			start(() -> {
				try {
					openings.open(this.fifo, () -> FileChannel.open(this.fifo)).close();
				}
				catch (IOException ex) {
					refused.incrementAndGet();
				}
			});
		}
		Awaitility.await().until(() -> refused.get() == CLIENTS - Openings.PLACES);
		assertThat(blocked()).isEqualTo(Openings.PLACES);
		assertThatIOException().isThrownBy(() -> openings.open(file, () -> FileChannel.open(file)))
			.withMessageContaining(this.fifo.toString());
		letGo(this.fifo);
		openings.open(file, () -> FileChannel.open(file)).close();
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains(this.fifo.toString());
	}

	@Test
	void openingThatDoesNotEndIsReportedByTheNext(CapturedOutput output) {
		Openings openings = new Openings(Duration.ofMillis(1), System::nanoTime);
		Path file = this.directory.resolve("fifo");
		start(() -> {
			try {
				openings.open(this.fifo, () -> FileChannel.open(this.fifo)).close();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		Awaitility.await().until(() -> blocked() == 1);
		Awaitility.await().pollInSameThread().until(() -> {
			openings.open(file, () -> null);
			return output.getAll().contains("takes too long: " + this.fifo);
		});
	}

	@Test
	void openingsThatEndLeaveEveryPlaceFree() throws IOException {
		Openings openings = new Openings(Duration.ofMillis(1), System::nanoTime);
		for (int i = 0; i < CLIENTS; i++) {
			assertThat(openings.open(this.fifo, () -> null)).isNull();
			assertThatIOException().isThrownBy(() -> openings.open(this.fifo, () -> {
				throw new IOException("broken");
			})).withMessage("broken");
		}
	}

	@Test
	void fifoThatIsSwappedForAFileTakesFewThreads() throws Exception {
		Path file = Files.writeString(this.directory.resolve("a.txt"), "abc");
		Path aside = this.directory.resolve("aside");
		Files.writeString(this.directory.resolve("b.txt"), "def");
		MediaStore store = MediaStores.directory(this.directory);
		AtomicBoolean stop = new AtomicBoolean();
		Thread swapper = new Thread(() -> {
			try {
				while (!stop.get()) {
					Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
					Files.move(this.fifo, file, StandardCopyOption.ATOMIC_MOVE);
					Files.move(file, this.fifo, StandardCopyOption.ATOMIC_MOVE);
					Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
				}
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		swapper.start();
		AtomicInteger unavailable = new AtomicInteger();
		Set<String> contents = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < CLIENTS; i++) {
			start(() -> {
				while (!stop.get()) {
					try {
						contents.add(String.valueOf(FileContent.of(store, "a.txt")));
					}
					catch (IOException ex) {
						unavailable.incrementAndGet();
					}
				}
			});
		}
		try {
			Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> blocked() >= Openings.PLACES);
			Awaitility.await().until(() -> unavailable.get() > 100);
			assertThat(blocked()).isEqualTo(Openings.PLACES);
		}
		finally {
			stop.set(true);
			swapper.join();
			letGo(this.fifo);
		}
		assertThat(contents).isSubsetOf("abc", "null");
		assertThat(FileContent.of(store, "b.txt")).isEqualTo("def");
	}

}
