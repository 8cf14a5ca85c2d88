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
 * Computes the opaque part of entity tags: 128 bits of SHA-256, which disclose neither
 * inode numbers nor times.
 */
final class EntityTag {

	private static final int BUFFER = 64 * 1024;

	private static final int LENGTH = 16;

	/**
	 * Identities use the other half of the hash, so that content that reads like an
	 * identity gets a different tag.
	 */
	private static final int OF_IDENTITY = 16;

	private static final int OF_CONTENT = 0;

	private EntityTag() {
	}

	static String of(FileIdentity identity) {
		MessageDigest digest = sha256();
		digest.update(identity.toString().getBytes(StandardCharsets.UTF_8));
		return encode(digest, OF_IDENTITY);
	}

	static String of(byte[] content) {
		MessageDigest digest = sha256();
		digest.update(content);
		return encode(digest, OF_CONTENT);
	}

	static String of(ReadableByteChannel content) throws IOException {
		return Objects.requireNonNull(of(content, () -> true));
	}

	/**
	 * Hashes content that may be large.
	 * @param worthwhile whether to go on, asked for every buffer
	 * @return the tag, or {@code null} when it was no longer worthwhile
	 */
	static @Nullable String of(ReadableByteChannel content, BooleanSupplier worthwhile) throws IOException {
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
