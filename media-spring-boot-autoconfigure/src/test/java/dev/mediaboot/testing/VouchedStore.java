package dev.mediaboot.testing;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Text whose names tell what vouches for it.
 */
public final class VouchedStore implements MediaStore {

	public static final int LENGTH = 10_000;

	@Override
	public MediaFile find(MediaPath path) {
		return switch (path.toString()) {
			case "tag.txt" -> new VouchedFile("tag", null);
			case "date.txt" -> new VouchedFile(null, Fixture.MODIFIED);
			case "none.txt" -> new VouchedFile(null, null);
			case "now.txt" -> new VouchedFile(null, Instant.now());
			case "future.txt" -> new VouchedFile(null, Instant.now().plusSeconds(3600));
			default -> null;
		};
	}

	@Configuration(proxyBeanMethods = false)
	public static class Mounted {

		@Bean
		public Mount vouched() {
			return Mount.of("/vouched", new VouchedStore());
		}

	}

	private record VouchedFile(String etag, Instant lastModified) implements MediaFile {

		@Override
		public long length() {
			return LENGTH;
		}

		@Override
		public ReadableByteChannel open(long position, long count) {
			return Channels.newChannel(new ByteArrayInputStream(Fixture.numbers(LENGTH), (int) position, (int) count));
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
