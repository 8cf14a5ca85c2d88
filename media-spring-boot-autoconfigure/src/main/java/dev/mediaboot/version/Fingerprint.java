package dev.mediaboot.version;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.mediaboot.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content from another in a file name: 80 bits of SHA-256, in letters that
 * survive file systems and servers that ignore case.
 *
 * @param plain stands for the file alone
 * @param complete stands for the file and its precompressed siblings, and is the same
 * when there are none
 * @param siblings the entity tags of these siblings
 */
record Fingerprint(String plain, String complete, Set<String> siblings) {

	/** The digits of base32 (RFC 4648 §6), in lower case. */
	private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

	private static final int LENGTH = 16;

	private static final int BITS_PER_DIGIT = 5;

	private static final int BUFFER = 16 * 1024;

	/** How many buffers are read before the file is looked at again: 4 MiB. */
	private static final int BUFFERS_PER_LOOK = 256;

	/**
	 * Reads a file and its siblings, and returns their fingerprint.
	 * @param file the file, which stays open
	 * @param siblings the siblings by the suffix of their names, which stay open
	 * @return the fingerprint, or {@code null} when one of them turns out to be shorter
	 * than its length, or is known to have changed
	 */
	static @Nullable Fingerprint of(MediaFile file, Map<String, MediaFile> siblings) throws IOException {
		byte[] plain = hash(file);
		if (plain == null) {
			return null;
		}
		if (siblings.isEmpty()) {
			String text = encode(plain);
			return new Fingerprint(text, text, Set.of());
		}
		MessageDigest complete = sha256();
		complete.update(plain);
		Set<String> tags = new HashSet<>();
		for (Map.Entry<String, MediaFile> sibling : siblings.entrySet()) {
			byte[] hash = hash(sibling.getValue());
			String tag = sibling.getValue().etag();
			if (hash == null || tag == null) {
				return null;
			}
			complete.update(sibling.getKey().getBytes(StandardCharsets.US_ASCII));
			complete.update(hash);
			tags.add(tag);
		}
		return new Fingerprint(encode(plain), encode(complete.digest()), Set.copyOf(tags));
	}

	private static byte @Nullable [] hash(MediaFile file) throws IOException {
		MessageDigest digest = sha256();
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(file.length(), 1)));
		// Many files cannot tell whether they are current without being found again.
		boolean watched = file.length() > BUFFER && file.isCurrent();
		long remaining = file.length();
		try (ReadableByteChannel content = file.open(0, remaining)) {
			for (int buffers = 1; remaining > 0 && content.read(buffer) >= 0; buffers++) {
				if (watched && buffers % BUFFERS_PER_LOOK == 0 && !file.isCurrent()) {
					return null;
				}
				remaining -= buffer.position();
				digest.update(buffer.flip());
				buffer.clear();
			}
		}
		return (remaining == 0) ? digest.digest() : null;
	}

	private static String encode(byte[] hash) {
		StringBuilder digits = new StringBuilder(LENGTH);
		int bits = 0;
		int count = 0;
		for (int i = 0; digits.length() < LENGTH; i++) {
			bits = (bits << Byte.SIZE) | (hash[i] & 0xFF);
			count += Byte.SIZE;
			while (count >= BITS_PER_DIGIT && digits.length() < LENGTH) {
				count -= BITS_PER_DIGIT;
				digits.append(DIGITS.charAt((bits >> count) & 0x1F));
			}
		}
		return digits.toString();
	}

	/** Whether a part of a name could be a fingerprint. */
	static boolean isForm(String name, int start, int end) {
		if (end - start != LENGTH) {
			return false;
		}
		for (int i = start; i < end; i++) {
			if (DIGITS.indexOf(name.charAt(i)) < 0) {
				return false;
			}
		}
		return true;
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
