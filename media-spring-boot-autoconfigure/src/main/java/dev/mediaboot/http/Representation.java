package dev.mediaboot.http;

import java.io.Closeable;
import java.io.IOException;

import dev.mediaboot.MediaFile;

/**
 * A file in the form that was selected for a request (RFC 9110 §3.2).
 *
 * @param file the file whose bytes are sent, closed with the representation
 * @param contentType the value of {@code Content-Type}, which describes the decoded bytes
 * @param coding the content coding of the bytes
 * @param validators the validators of exactly these bytes
 * @since 0.1.0
 */
public record Representation(MediaFile file, String contentType, ContentCoding coding,
		Validators validators) implements Closeable {

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
