package dev.mediaboot.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that links are signed with, and the name by which they refer to it.
 */
final class SigningKey {

	private static final String ALGORITHM = "HmacSHA256";

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private final String id;

	private final SecretKeySpec secret;

	/** Never used itself: a copy of it saves looking up the algorithm and the key. */
	private final Mac prototype;

	SigningKey(String id, byte[] secret) {
		this.id = id;
		this.secret = new SecretKeySpec(secret, ALGORITHM);
		this.prototype = create();
	}

	String id() {
		return this.id;
	}

	/** Returns the signature in base64url (RFC 4648 §5) without padding. */
	String sign(LinkTerms terms) {
		return new String(signature(terms), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Compares in constant time. The encoded forms are compared, because several
	 * encodings have the same value.
	 */
	boolean verifies(LinkTerms terms, String signature) {
		return MessageDigest.isEqual(signature(terms), signature.getBytes(StandardCharsets.ISO_8859_1));
	}

	private byte[] signature(LinkTerms terms) {
		return ENCODER.encode(copy().doFinal(terms.toBytes()));
	}

	/** Each use needs a copy of its own, because a calculation is not thread-safe. */
	private Mac copy() {
		try {
			return (Mac) this.prototype.clone();
		}
		catch (CloneNotSupportedException ex) {
			// Some hardware cannot be copied
			return create();
		}
	}

	private Mac create() {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform supports " + ALGORITHM, ex);
		}
	}

	/** Returns the name only: the secret must not get into a log. */
	@Override
	public String toString() {
		return this.id;
	}

}
