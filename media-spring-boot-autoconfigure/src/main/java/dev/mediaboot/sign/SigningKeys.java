package dev.mediaboot.sign;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import dev.mediaboot.InvalidMountException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an application: one signs, all verify.
 */
final class SigningKeys {

	static final String GENERATED = "generated";

	/** As many as the hash has: fewer would make it easier to guess (RFC 2104 §3). */
	private static final int MINIMUM_LENGTH = 32;

	private static final String KEYS = "media.signing.keys";

	private static final String HOW_TO_GENERATE = "Generate one with 'openssl rand -base64 32'";

	private static final Log logger = LogFactory.getLog(SigningKeys.class);

	private final Map<String, SigningKey> keys;

	private final @Nullable SigningKey signing;

	private SigningKeys(Map<String, SigningKey> keys, @Nullable SigningKey signing) {
		this.keys = keys;
		this.signing = signing;
	}

	/**
	 * Creates the keys of an application.
	 * @param properties the properties, with or without keys
	 * @return the keys
	 * @throws InvalidMountException when a key cannot be used
	 */
	static SigningKeys of(MediaSigningProperties properties) {
		TreeMap<String, SigningKey> keys = new TreeMap<>();
		properties.keys().forEach((id, secret) -> keys.put(checkedId(id), new SigningKey(id, decode(id, secret))));
		if (keys.isEmpty() && properties.generateKey()) {
			keys.put(GENERATED, generate());
		}
		return new SigningKeys(keys, signing(keys, properties.key()));
	}

	private static @Nullable SigningKey signing(TreeMap<String, SigningKey> keys, @Nullable String id) {
		if (id == null || id.isBlank()) {
			return keys.isEmpty() ? null : keys.lastEntry().getValue();
		}
		SigningKey key = keys.get(id);
		if (key == null) {
			// It is not repeated: it may be the key itself, which must not reach the log.
			throw new InvalidMountException("'media.signing.key' names a key that is not configured",
					keys.isEmpty()
							? "Set '" + KEYS + ".<id>', where the id is the value of 'media.signing.key'. "
									+ HOW_TO_GENERATE + "."
							: "Use one of " + keys.keySet() + ", or add the key to '" + KEYS + "'.");
		}
		return key;
	}

	/** The name becomes a part of links. */
	private static String checkedId(String id) {
		for (int i = 0; i < id.length(); i++) {
			char character = id.charAt(i);
			boolean letterOrDigit = character < 0x80 && Character.isLetterOrDigit(character);
			if (!letterOrDigit && character != '-' && character != '.' && character != '_') {
				throw new InvalidMountException("'" + id + "' is not a valid key ID in '" + KEYS + "'",
						"Use letters, digits, hyphens, dots and underscores.");
			}
		}
		return id;
	}

	private static byte[] decode(String id, String secret) {
		String property = KEYS + "." + id;
		byte[] octets;
		try {
			octets = Base64.getDecoder().decode(secret.strip().replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			// Without the cause, whose message has a character of the secret
			throw new InvalidMountException("The value of '" + property + "' is not base64", HOW_TO_GENERATE + ".");
		}
		if (octets.length < MINIMUM_LENGTH) {
			throw new InvalidMountException("The value of '" + property + "' is too short: it has "
					+ octets.length * Byte.SIZE + " bits, and " + MINIMUM_LENGTH * Byte.SIZE + " are necessary",
					HOW_TO_GENERATE + ".");
		}
		return octets;
	}

	private static SigningKey generate() {
		byte[] octets = new byte[MINIMUM_LENGTH];
		new SecureRandom().nextBytes(octets);
		logger.warn("A key for links has been generated. They become invalid when this application stops, and other "
				+ "instances do not accept them: set '" + KEYS + ".<id>' in production");
		return new SigningKey(GENERATED, octets);
	}

	/** Returns the key that a link refers to. */
	@Nullable SigningKey find(String id) {
		return this.keys.get(id);
	}

	/**
	 * Returns the key that signs new links.
	 * @return the key, or {@code null} when there is none
	 */
	@Nullable SigningKey signing() {
		return this.signing;
	}

	/** Stops the start of an application that needs a key and has none. */
	void require() {
		if (this.signing == null) {
			throw new InvalidMountException("There is no key to verify links with", "Set '" + KEYS + ".<id>'. "
					+ HOW_TO_GENERATE + ", or for development set 'media.signing.generate-key=true'.");
		}
	}

}
