package dev.mediaboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Forwards all methods to another file. Extend it, and override what your file does
 * differently: it then forwards the methods of later versions too.
 * <p>
 * There are up to three ways to read a file: a file that changes what is read overrides
 * {@link #open open}, {@link #channel channel} and {@link #buffers buffers}. Only
 * {@link #localFile() localFile} is not forwarded: others would read there what has not
 * been changed. A file that changes nothing may override it.
 *
 * <pre class="code">
 * final class UntaggedFile extends ForwardingMediaFile {
 * 	UntaggedFile(MediaFile file) {
 * 		super(file);
 * 	}
 * 	&#64;Override
 * 	public &#64;Nullable String etag() {
 * 		return null;
 * 	}
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public abstract class ForwardingMediaFile implements MediaFile {

	private final MediaFile file;

	/**
	 * Creates a file.
	 * @param file the file that the methods are forwarded to, and that is closed with
	 * this one
	 */
	protected ForwardingMediaFile(MediaFile file) {
		this.file = file;
	}

	@Override
	public long length() {
		return this.file.length();
	}

	@Override
	public @Nullable Instant lastModified() {
		return this.file.lastModified();
	}

	@Override
	public @Nullable String etag() {
		return this.file.etag();
	}

	@Override
	public ReadableByteChannel open(long position, long count) throws IOException {
		return this.file.open(position, count);
	}

	@Override
	public @Nullable FileChannel channel() {
		return this.file.channel();
	}

	@Override
	public ByteBuffer @Nullable [] buffers(long position, long count) {
		return this.file.buffers(position, count);
	}

	@Override
	public boolean isCurrent() {
		return this.file.isCurrent();
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
