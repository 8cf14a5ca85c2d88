package dev.mediaboot.safety;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;

/**
 * A class path of one content under any name, which must be read from its beginning, as
 * in a jar.
 */
final class PackedClassLoader extends ClassLoader {

	private final byte[] content;

	private final AtomicLong unpacked = new AtomicLong();

	PackedClassLoader(byte[] content) {
		super(null);
		this.content = content;
	}

	/** How many bytes have been read. */
	AtomicLong unpacked() {
		return this.unpacked;
	}

	/** The store of a thread that has this class path. */
	MediaStore store() {
		Thread thread = Thread.currentThread();
		ClassLoader usual = thread.getContextClassLoader();
		thread.setContextClassLoader(this);
		try {
			return MediaStores.of("classpath:/assets/");
		}
		finally {
			thread.setContextClassLoader(usual);
		}
	}

	@Override
	public URL getResource(String name) {
		try {
			return new URL(null, "packed:/" + name, new Handler());
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private final class Handler extends URLStreamHandler {

		@Override
		protected URLConnection openConnection(URL url) {
			return new URLConnection(url) {

				@Override
				public void connect() {
					this.connected = true;
				}

				@Override
				public long getContentLengthLong() {
					return PackedClassLoader.this.content.length;
				}

				@Override
				public InputStream getInputStream() {
					return new Unpacking();
				}

			};
		}

	}

	private final class Unpacking extends FilterInputStream {

		Unpacking() {
			super(new ByteArrayInputStream(PackedClassLoader.this.content));
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return count(super.read(target, offset, length));
		}

		@Override
		public long skip(long count) throws IOException {
			return count((int) super.skip(count));
		}

		private int count(int octets) {
			PackedClassLoader.this.unpacked.addAndGet(Math.max(octets, 0));
			return octets;
		}

	}

}
