package dev.mediaboot.cache;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.mediaboot.MediaFile;

/**
 * A file that does what a test wants.
 */
final class StubFile implements MediaFile {

	byte[] content = "abc".getBytes(StandardCharsets.US_ASCII);

	long length = 3;

	boolean current = true;

	Runnable onLook = () -> {
	};

	Runnable onRead = () -> {
	};

	Runnable onDescribe = () -> {
	};

	int reads;

	int closed;

	static StubFile of(String content) {
		StubFile file = new StubFile();
		file.content = content.getBytes(StandardCharsets.US_ASCII);
		file.length = file.content.length;
		return file;
	}

	@Override
	public long length() {
		return this.length;
	}

	@Override
	public Instant lastModified() {
		return null;
	}

	@Override
	public String etag() {
		this.onDescribe.run();
		return "tag";
	}

	@Override
	public boolean isCurrent() {
		this.onLook.run();
		return this.current;
	}

	@Override
	public ReadableByteChannel open(long position, long count) {
		this.reads++;
		this.onRead.run();
		return Channels.newChannel(new ByteArrayInputStream(this.content));
	}

	@Override
	public void close() {
		this.closed++;
	}

}
