package dev.mediaboot.sign;

import java.nio.ByteBuffer;
import java.util.List;

import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * All that a signature vouches for.
 *
 * @param mount the mount, of which the host and the prefix count
 * @param path the names from the mount down to the file or directory
 * @param expiry the second after 1970 at which the link expires
 * @param download the name to save the file under, or {@code null}
 * @param user the only user who may use the link, or {@code null}
 */
record LinkTerms(Mount mount, List<String> path, long expiry, @Nullable String download, @Nullable String user) {

	/** Another format needs another number, so that no link is valid in both. */
	private static final int VERSION = 1;

	/** The length of an absent value, so that it differs from an empty one. */
	private static final int ABSENT = -1;

	LinkTerms withPath(List<String> other) {
		return new LinkTerms(this.mount, other, this.expiry, this.download, this.user);
	}

	/**
	 * Returns the octets to be signed. A length precedes each value, so that no two terms
	 * are written alike.
	 */
	byte[] toBytes() {
		String[] values = { this.mount.host(), this.mount.prefix().toString(), String.join("/", this.path),
				this.download, this.user };
		int length = Integer.BYTES + Long.BYTES;
		for (String value : values) {
			length += Integer.BYTES + ((value != null) ? value.length() * Character.BYTES : 0);
		}
		ByteBuffer octets = ByteBuffer.allocate(length);
		octets.putInt(VERSION).putLong(this.expiry);
		for (String value : values) {
			put(value, octets);
		}
		return octets.array();
	}

	/** Character by character: an encoder would replace those that are not Unicode. */
	private static void put(@Nullable String value, ByteBuffer octets) {
		if (value == null) {
			octets.putInt(ABSENT);
			return;
		}
		octets.putInt(value.length());
		octets.asCharBuffer().put(value);
		octets.position(octets.position() + value.length() * Character.BYTES);
	}

}
