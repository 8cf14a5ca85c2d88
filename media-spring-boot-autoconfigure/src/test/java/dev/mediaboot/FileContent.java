package dev.mediaboot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * What a reader gets of a file.
 */
final class FileContent {

	private FileContent() {
	}

	/** Finds a file, reads all of it and closes it. */
	static String of(MediaStore store, String path) throws IOException {
		try (MediaFile file = find(store, path)) {
			return (file != null) ? of(file) : null;
		}
	}

	static MediaFile find(MediaStore store, String path) throws IOException {
		MediaPath mediaPath = MediaPath.parse(path);
		if (mediaPath == null) {
			throw new IllegalArgumentException("No file has the path '" + path + "'");
		}
		return store.find(mediaPath);
	}

	static String of(MediaFile file) {
		return of(file, 0, file.length());
	}

	static String of(MediaFile file, long position, long count) {
		try (ReadableByteChannel channel = file.open(position, count)) {
			return of(channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String of(ReadableByteChannel channel) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		while (channel.read(buffer) >= 0) {
			content.write(buffer.array(), 0, buffer.position());
			buffer.clear();
		}
		return content.toString(StandardCharsets.ISO_8859_1);
	}

}
