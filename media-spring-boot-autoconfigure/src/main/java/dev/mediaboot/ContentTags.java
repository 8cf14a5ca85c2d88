package dev.mediaboot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Remembers the content hash of every version of a file, each computed once even when
 * many ask for it at the same moment.
 */
final class ContentTags {

	private static final int CAPACITY = 10_000;

	private final Map<FileIdentity, FutureTask<String>> tags = new ConcurrentHashMap<>();

	private final Set<FileIdentity> expected = ConcurrentHashMap.newKeySet();

	/**
	 * Remembers that a version was described by its content before its identity could
	 * vouch for it, so that its tag stays the same.
	 */
	void expect(FileIdentity identity) {
		if (this.expected.size() >= CAPACITY) {
			this.expected.clear();
		}
		this.expected.add(identity);
	}

	boolean isExpected(FileIdentity identity) {
		return this.expected.contains(identity);
	}

	String get(FileIdentity identity, ReadableByteChannel content) throws IOException {
		FutureTask<String> task = new FutureTask<>(() -> EntityTag.of(content));
		FutureTask<String> present = this.tags.putIfAbsent(identity, task);
		if (present == null) {
			task.run();
			present = task;
			if (this.tags.size() > CAPACITY) {
				this.tags.clear();
			}
		}
		try {
			return present.get();
		}
		catch (ExecutionException ex) {
			this.tags.remove(identity, present);
			throw new IOException("The content cannot be hashed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while the content was hashed");
		}
	}

}
