package dev.mediaboot.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.mediaboot.testing.Connection;
import dev.mediaboot.testing.Descriptors;
import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Protocol;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files change while they are read, and strangers choose the moment: every complete
 * answer is one version of the file, with the validators of that version.
 */
@Tag("once")
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource(Protocol.class)
abstract class FileRaceContract {

	private static final Duration DURATION = Duration.ofSeconds(4);

	private static final int CLIENTS = 3;

	/** How many changes are made around each request; links change all the time. */
	private static final int CHANGES = 3;

	private static final int SIZE = 40_000;

	private static final int GROWTH = 9_973;

	private static final byte[] GROWN = Fixture.numbers(SIZE * 10 + GROWTH);

	/** Whose names lead outside now and then. */
	private static final Set<String> LINKED = Set.of("file-link.txt", "directory-link/file.txt", "swapped/file.txt");

	private static final String OUTSIDE = "SECRET";

	private final Server server;

	@Parameter
	private Protocol protocol;

	private final Map<String, String> bodies = new ConcurrentHashMap<>();

	private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger complete = new AtomicInteger();

	private Path root;

	FileRaceContract(Server server) {
		this.server = server;
	}

	@Test
	void everyResponseIsOneVersionAndNothingStaysOpen(@TempDir Path directory) throws Exception {
		Map<String, Callable<?>> changes = changes(directory);
		changes.keySet().removeAll(LINKED);
		Set<Thread> before = threads(Set.of());
		try (Server.Application application = start()) {
			application.send(Row.get("", "/media/renamed.txt"));
			long sockets = descriptors((target) -> target.startsWith("socket:"));
			race(application, changes);
			Awaitility.await().until(() -> descriptors((target) -> target.startsWith(directory.toString())) == 0);
			Awaitility.await().until(() -> descriptors((target) -> target.startsWith("socket:")) <= sockets);
		}
		Awaitility.await().pollInSameThread().untilAsserted(() -> assertThat(threads(before)).isEmpty());
		assertThatTheRaceWasOne(changes);
		assertThat(this.seen.get("renamed.txt")).as("versions of a file that is replaced").hasSizeGreaterThan(5);
		assertThat(this.seen.get("large.txt")).as("versions of a large file").hasSizeGreaterThan(5);
	}

	@Test
	void noSwappedLinkLeadsOutside(@TempDir Path directory) throws Exception {
		Map<String, Callable<?>> changes = changes(directory);
		changes.keySet().retainAll(LINKED);
		try (Server.Application application = start()) {
			race(application, changes);
		}
		assertThatTheRaceWasOne(changes);
	}

	private Server.Application start() {
		return this.server.start(this.protocol, List.of(), "media.root=" + this.root, "logging.level.root=ERROR",
				"logging.level.dev.mediaboot=OFF");
	}

	private void assertThatTheRaceWasOne(Map<String, Callable<?>> changes) {
		assertThat(this.failures).isEmpty();
		assertThat(this.complete.get()).as("complete answers, without which all this meant little").isGreaterThan(100);
		assertThat(this.seen.keySet()).as("files that were there at least once").containsAll(changes.keySet());
	}

	/** What is done to each file, step by step. */
	private Map<String, Callable<?>> changes(Path directory) throws Exception {
		this.root = Files.createDirectories(directory.resolve("media"));
		Path outside = Files.createDirectories(directory.resolve("outside"));
		Files.writeString(outside.resolve("file.txt"), (OUTSIDE + "\n").repeat(SIZE / 7));
		Map<String, Callable<?>> changes = new LinkedHashMap<>();
		AtomicInteger step = new AtomicInteger();
		write("inside.txt", "inside", SIZE);
		Files.createDirectories(this.root.resolve("real"));
		write("real/file.txt", "inside", SIZE);
		changes.put("file-link.txt", () -> link("file-link.txt",
				isEven(step) ? this.root.resolve("inside.txt") : outside.resolve("file.txt")));
		changes.put("directory-link/file.txt",
				() -> link("directory-link", isEven(step) ? this.root.resolve("real") : outside));
		Files.createDirectories(this.root.resolve("swapped"));
		write("swapped/file.txt", "inside", SIZE);
		Files.createSymbolicLink(this.root.resolve("swapped-link"), outside);
		changes.put("swapped/file.txt", () -> exchange("swapped", "swapped-link"));
		changes.put("renamed.txt", () -> replace("renamed.txt", step.incrementAndGet()));
		write("left.txt", "left-1", SIZE);
		write("right.txt", "right1", SIZE);
		changes.put("left.txt", () -> exchange("left.txt", "right.txt"));
		changes.put("large.txt", () -> replaceLarge("large.txt", step.incrementAndGet()));
		changes.put("growing.txt", this::appendOrTruncate);
		changes.put("deleted.txt", () -> {
			if (!Files.deleteIfExists(this.root.resolve("deleted.txt"))) {
				replace("deleted.txt", step.incrementAndGet());
			}
			return null;
		});
		changes.put("overwritten.txt", () -> replace("overwritten.txt", step.incrementAndGet() % 2));
		for (Callable<?> change : changes.values()) {
			change.call();
		}
		return changes;
	}

	private static boolean isEven(AtomicInteger step) {
		return step.incrementAndGet() % 2 == 0;
	}

	private Path write(String name, String line, int size) throws IOException {
		return Files.writeString(this.root.resolve(name), line + ("\n" + line).repeat(size / (line.length() + 1)));
	}

	private Path replace(String name, int version) throws IOException {
		Path temporary = write("new-" + name, "v" + version, SIZE + version % 7);
		return Files.move(temporary, this.root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

	/** It looks old, and so may be moved by the kernel. */
	private Path replaceLarge(String name, int version) throws IOException {
		Path temporary = write("new-" + name, "v" + version, SIZE * 10 + version % 7);
		Files.setLastModifiedTime(temporary, FileTime.from(Fixture.MODIFIED.plusMillis(version)));
		return Files.move(temporary, this.root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

	private Path link(String name, Path target) throws IOException {
		Path temporary = this.root.resolve("new-" + name);
		Files.deleteIfExists(temporary);
		Files.createSymbolicLink(temporary, target);
		return Files.move(temporary, this.root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

	private Path exchange(String one, String other) throws IOException {
		Path aside = this.root.resolve("aside-" + one);
		Files.move(this.root.resolve(one), aside, StandardCopyOption.ATOMIC_MOVE);
		Files.move(this.root.resolve(other), this.root.resolve(one), StandardCopyOption.ATOMIC_MOVE);
		return Files.move(aside, this.root.resolve(other), StandardCopyOption.ATOMIC_MOVE);
	}

	/** Each length has one content, so that a reader of an older length may go on. */
	private Path appendOrTruncate() throws IOException {
		Path file = this.root.resolve("growing.txt");
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			int size = (int) channel.size();
			if (size > SIZE * 10) {
				channel.truncate(100);
			}
			else {
				channel.write(ByteBuffer.wrap(GROWN, size, GROWTH), size);
			}
		}
		return file;
	}

	private void race(Server.Application application, Map<String, Callable<?>> changes) throws Exception {
		Semaphore permits = new Semaphore(0);
		long end = System.nanoTime() + DURATION.toNanos();
		List<Thread> clients = new ArrayList<>();
		List<Thread> changers = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			clients.add(new Thread(() -> attempt(
					() -> read(application, List.copyOf(changes.keySet()), end, permits, changes.size()))));
		}
		changes.forEach((name, change) -> changers.add(new Thread(() -> attempt(() -> {
			while (!Thread.interrupted()) {
				if (!LINKED.contains(name)) {
					permits.acquire();
				}
				try {
					change.call();
				}
				catch (NoSuchFileException ex) {
					// Made anew by the next step.
				}
			}
			return null;
		}))));
		changers.forEach(Thread::start);
		clients.forEach(Thread::start);
		for (Thread client : clients) {
			client.join();
		}
		changers.forEach(Thread::interrupt);
		for (Thread changer : changers) {
			changer.join();
		}
	}

	private void attempt(Callable<?> action) {
		try {
			action.call();
		}
		catch (InterruptedException | ClosedByInterruptException ex) {
			// The end of the race.
		}
		catch (Exception | AssertionError ex) {
			this.failures.add(ex);
		}
	}

	private Void read(Server.Application application, List<String> names, long end, Semaphore permits, int changers)
			throws IOException {
		Connection connection = application.connect();
		try {
			for (int i = 0; System.nanoTime() < end; i++) {
				String name = names.get(i % names.size());
				if (!LINKED.contains(name)) {
					permits.release(changers * CHANGES);
				}
				Reply reply = connection.get("/media/" + name);
				check(name, reply);
				// RFC 9113 §8.1: over HTTP/2 only the stream ends
				if (reply.closes() || (!reply.complete() && !this.protocol.isHttp2())) {
					assertThat(connection.isAtEnd()).as("a connection that cannot be used any more").isTrue();
					connection.close();
					connection = application.connect();
				}
			}
			return null;
		}
		finally {
			connection.close();
		}
	}

	private void check(String name, Reply reply) {
		assertThat(reply.status()).as(name + " => " + reply).isIn(200, 404);
		String text = reply.text();
		assertThat(text).as(name).doesNotContain(OUTSIDE);
		if (reply.status() != 200 || !reply.complete()) {
			return;
		}
		this.complete.incrementAndGet();
		if (name.equals("growing.txt")) {
			assertThat(Arrays.equals(reply.body(), 0, reply.body().length, GROWN, 0, reply.body().length)).as(name)
				.isTrue();
		}
		else {
			String line = text.substring(0, Math.max(text.indexOf('\n'), 0));
			assertThat(line).as(name).isNotEmpty();
			assertThat(text.replace(line, "").strip()).as("another version within " + line).isEmpty();
			this.seen.computeIfAbsent(name, (key) -> ConcurrentHashMap.newKeySet()).add(line);
		}
		this.seen.computeIfAbsent(name, (key) -> ConcurrentHashMap.newKeySet()).add("");
		String etag = reply.field("ETag");
		if (etag != null) {
			String digest = reply.body().length + "/" + Base64.getEncoder().encodeToString(sha256(reply.body()));
			String other = this.bodies.putIfAbsent(name + " " + etag, digest);
			assertThat(digest).as(name + " with the tag " + etag).isEqualTo((other != null) ? other : digest);
		}
	}

	private static byte[] sha256(byte[] body) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(body);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long descriptors(Predicate<String> condition) throws IOException {
		return Descriptors.all().filter(condition).count();
	}

	private static Set<Thread> threads(Set<Thread> others) {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			boolean ofTheMachine = thread.getThreadGroup() == null || thread.getThreadGroup().getParent() == null;
			if (thread.isAlive() && !ofTheMachine && !others.contains(thread)) {
				threads.add(thread);
			}
		}
		return threads;
	}

}
