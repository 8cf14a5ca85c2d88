package dev.mediaboot.sign;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.UserAccess;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request was made with a valid link.
 */
final class LinkVerifier {

	private final SigningKeys keys;

	private final Clock clock;

	private final long clockSkew;

	LinkVerifier(SigningKeys keys, Clock clock, Duration clockSkew) {
		this.keys = keys;
		this.clock = clock;
		this.clockSkew = clockSkew.toSeconds();
	}

	/** Returns what the link of a request says, or {@code null} without a valid one. */
	@Nullable LinkParameters verify(MediaAccess.Request request, UserAccess.User user) {
		LinkParameters link = LinkParameters.parse(request.query());
		SigningKey key = (link != null) ? this.keys.find(link.keyId()) : null;
		if (link == null || key == null) {
			return null;
		}
		String name = null;
		if (link.personal()) {
			Principal principal = user.principal();
			if (principal == null) {
				return null;
			}
			name = principal.getName();
		}
		LinkTerms terms = new LinkTerms(request.mount(), request.path(), link.expiry(), link.download(), name);
		return (key.verifies(terms, link.signature()) && !isExpired(link)) ? link : null;
	}

	private boolean isExpired(LinkParameters link) {
		return this.clock.instant().getEpochSecond() - link.expiry() >= this.clockSkew;
	}

}
