package dev.mediaboot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes the opaque part of entity tags: 128 bits of SHA-256, which tell nothing about
 * what went in. Inode numbers and times are nobody's business.
 */
final class EntityTag {

	private static final int BUFFER = 64 * 1024;

	private static final int LENGTH = 16;

	private EntityTag() {
	}

	static String of(FileIdentity identity) {
		MessageDigest digest = sha256();
		digest.update(identity.toString().getBytes(StandardCharsets.UTF_8));
		return encode(digest);
	}

	static String of(byte[] content) {
		MessageDigest digest = sha256();
		digest.update(content);
		return encode(digest);
	}

	static String of(ReadableByteChannel content) throws IOException {
		MessageDigest digest = sha256();
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		while (content.read(buffer) >= 0) {
			digest.update(buffer.flip());
			buffer.clear();
		}
		return encode(digest);
	}

	private static String encode(MessageDigest digest) {
		byte[] hash = Arrays.copyOf(digest.digest(), LENGTH);
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
