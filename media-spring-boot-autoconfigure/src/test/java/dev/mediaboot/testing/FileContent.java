package dev.mediaboot.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;

/**
 * What a reader gets of a file.
 */
public final class FileContent {

	private FileContent() {
	}

	/** Finds a file, reads all of it and closes it. */
	public static String of(MediaStore store, String path) throws IOException {
		try (MediaFile file = find(store, path)) {
			return (file != null) ? of(file) : null;
		}
	}

	public static MediaFile find(MediaStore store, String path) throws IOException {
		MediaPath mediaPath = MediaPath.parse(path);
		if (mediaPath == null) {
			throw new IllegalArgumentException("No file has the path '" + path + "'");
		}
		return store.find(mediaPath);
	}

	public static String of(MediaFile file) {
		return of(file, 0, file.length());
	}

	public static String of(MediaFile file, long position, long count) {
		try (ReadableByteChannel channel = file.open(position, count)) {
			return of(channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static String of(ReadableByteChannel channel) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		while (channel.read(buffer) >= 0) {
			content.write(buffer.array(), 0, buffer.position());
			buffer.clear();
		}
		return content.toString(StandardCharsets.ISO_8859_1);
	}

}
