package dev.mediaboot.sign;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

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
		String name = link.personal() ? nameOf(user.principal()) : null;
		if (link.personal() && name == null) {
			return null;
		}
		return (isSigned(request, link, key, name) && !isExpired(link)) ? link : null;
	}

	private static @Nullable String nameOf(@Nullable Principal principal) {
		return (principal != null) ? principal.getName() : null;
	}

	/**
	 * A link to a directory is valid for its index file, which is asked about after the
	 * directory. Whether a slash follows the name of the directory makes no difference,
	 * because a redirect adds it.
	 */
	private static boolean isSigned(MediaAccess.Request request, LinkParameters link, SigningKey key,
			@Nullable String user) {
		List<String> path = request.path().segments();
		LinkTerms terms = new LinkTerms(request.mount(), path, link.expiry(), link.download(), user);
		if (key.verifies(terms, link.signature())) {
			return true;
		}
		return request.mount().policy().index().contains(request.path().name())
				&& key.verifies(terms.withPath(path.subList(0, path.size() - 1)), link.signature());
	}

	private boolean isExpired(LinkParameters link) {
		return this.clock.instant().getEpochSecond() - link.expiry() >= this.clockSkew;
	}

}
