package dev.mediaboot.sign;

import java.time.Instant;

import dev.mediaboot.UserAccess;
import dev.mediaboot.http.ContentDispositions;

/**
 * A rule that asks for a valid link. Links for one user are valid only where users are
 * known; all others are valid everywhere.
 */
final class SignedAccess implements UserAccess {

	private final String name;

	private final LinkVerifier verifier;

	private final Decision valid;

	private final Decision otherwise;

	/**
	 * Creates a rule.
	 * @param name how properties name it
	 * @param verifier verifies links
	 * @param valid what becomes of a request with a valid link
	 * @param otherwise what becomes of any other request
	 */
	SignedAccess(String name, LinkVerifier verifier, Decision valid, Decision otherwise) {
		this.name = name;
		this.verifier = verifier;
		// The file may contain links to other sites, which must not learn of this one
		this.valid = valid.withHeader("Referrer-Policy", "no-referrer");
		this.otherwise = otherwise;
	}

	@Override
	public Decision decide(Request request, User user) {
		LinkParameters link = this.verifier.verify(request, user);
		if (link == null) {
			return this.otherwise;
		}
		Decision decision = this.valid.until(Instant.ofEpochSecond(link.expiry()));
		String download = link.download();
		return (download == null) ? decision
				: decision.withHeader("Content-Disposition", ContentDispositions.attachment(download));
	}

	@Override
	public boolean requiresUser() {
		return false;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
