package dev.mediaboot.sign;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import dev.mediaboot.InvalidMountException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Configuration properties of links that expire.
 *
 * @param keys Keys that links may be signed with, by their IDs: at least 32 random bytes
 * in base64. Remove a key when the last link signed with it has expired.
 * @param key ID of the key that signs new links. By default, the last one in alphabetical
 * order.
 * @param generateKey Whether to generate a key if none is configured. Links then become
 * invalid when the application stops, so it is for development only.
 * @param clockSkew Time for which a link is still accepted after it has expired, because
 * clocks differ. If a duration suffix is not specified, seconds will be used.
 * @param roundUp Expiry times are rounded up to a multiple of this time span, so that the
 * same link is given out for a while and can be cached. If a duration suffix is not
 * specified, seconds will be used.
 * @param invalid Response to a request without a valid link, where one is required.
 */
@ConfigurationProperties("media.signing")
record MediaSigningProperties(@DefaultValue Map<String, String> keys, @Nullable String key,
		@DefaultValue("false") boolean generateKey,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("0s") Duration clockSkew,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("0s") Duration roundUp,
		@DefaultValue("hidden") Invalid invalid) {

	MediaSigningProperties {
		refuseNegative("media.signing.clock-skew", clockSkew);
		refuseNegative("media.signing.round-up", roundUp);
	}

	private static void refuseNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new InvalidMountException("The value of '" + property + "' is negative", "Use 0s or more.");
		}
	}

	/** Leaves the secrets out. */
	@Override
	public String toString() {
		return "media.signing with the keys " + this.keys.keySet();
	}

	/**
	 * What becomes of a request without a valid link.
	 */
	enum Invalid {

		/** 404 (Not Found), as if there were no such file. */
		HIDDEN,

		/** 403 (Forbidden). */
		FORBIDDEN

	}

}
