package dev.mediaboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Computes the opaque part of strong entity tags (RFC 9110 §8.8.3): 128 bits of SHA-256.
 *
 * <pre class="code">
 * String etag = EntityTag.ofContent(bytes);
 * </pre>
 *
 * @since 0.1.0
 */
public final class EntityTag {

	private static final int BUFFER = 16 * 1024;

	private static final int LENGTH = 16;

	/**
	 * Versions use the other half of the hash, so that content that reads like the name
	 * of a version gets a different tag.
	 */
	private static final int OF_VERSION = 16;

	private static final int OF_CONTENT = 0;

	private EntityTag() {
	}

	/**
	 * Returns the tag of a version of a file, whose name it does not disclose.
	 * @param version what no other version shares, such as an inode number with times
	 * @return the opaque part of the tag, different from that of any content
	 */
	public static String ofVersion(String version) {
		MessageDigest digest = sha256();
		digest.update(version.getBytes(StandardCharsets.UTF_8));
		return encode(digest, OF_VERSION);
	}

	/**
	 * Returns the tag of content.
	 * @param content the content
	 * @return the opaque part of the tag
	 */
	public static String ofContent(byte[] content) {
		MessageDigest digest = sha256();
		digest.update(content);
		return encode(digest, OF_CONTENT);
	}

	/**
	 * Returns the tag of content.
	 * @param content a channel that is read to its end
	 * @return the opaque part of the tag
	 * @throws IOException when the content cannot be read
	 */
	public static String ofContent(ReadableByteChannel content) throws IOException {
		return Objects.requireNonNull(ofContent(content, () -> true));
	}

	/**
	 * Returns the tag of content that may be large.
	 * @param content a channel that is read to its end
	 * @param worthwhile whether to go on, asked for every buffer
	 * @return the opaque part of the tag, or {@code null} when it was no longer
	 * worthwhile
	 * @throws IOException when the content cannot be read
	 */
	public static @Nullable String ofContent(ReadableByteChannel content, BooleanSupplier worthwhile)
			throws IOException {
		MessageDigest digest = sha256();
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		while (content.read(buffer) >= 0) {
			if (!worthwhile.getAsBoolean()) {
				return null;
			}
			digest.update(buffer.flip());
			buffer.clear();
		}
		return encode(digest, OF_CONTENT);
	}

	private static String encode(MessageDigest digest, int from) {
		byte[] hash = Arrays.copyOfRange(digest.digest(), from, from + LENGTH);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
