package dev.mediaboot.sign;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaAccess.Decision;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.UserAccess;

/**
 * Links and the rules that verify them, without an application and at a moment of one's
 * choice.
 */
final class Links {

	static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private final MediaRegistry registry = MediaRegistry.create((location) -> null);

	private final SigningKeys keys;

	private final Duration clockSkew;

	private Links(Duration clockSkew, String signing, String... ids) {
		this.keys = keys(signing, ids);
		this.clockSkew = clockSkew;
		for (String url : new String[] { "/invoices", "/invoices/2026", "/other", "https://media.example.com/invoices",
				"/media" }) {
			this.registry.mount(Mount.of(url, (path) -> null));
		}
		this.registry.mount(Mount.of("/early", (path) -> null).withDispatch(Mount.Dispatch.FILTER));
	}

	/** With keys of which the last one signs. */
	static Links with(String... ids) {
		return new Links(Duration.ZERO, null, ids);
	}

	static Links signing(String signing, String... ids) {
		return new Links(Duration.ZERO, signing, ids);
	}

	static Links withClockSkew(Duration clockSkew) {
		return new Links(clockSkew, null, "2026");
	}

	static SigningKeys keys(String signing, String... ids) {
		Map<String, String> secrets = new LinkedHashMap<>();
		for (String id : ids) {
			secrets.put(id, secret(id));
		}
		return SigningKeys.of(new MediaSigningProperties(secrets, signing, false, Duration.ZERO, Duration.ZERO,
				MediaSigningProperties.Invalid.HIDDEN));
	}

	static String secret(String id) {
		byte[] octets = Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), 32);
		return Base64.getEncoder().encodeToString(octets);
	}

	SignedUrls urls() {
		return urls(new MediaUrls("/media/"), Duration.ZERO, NOW);
	}

	SignedUrls urls(MediaUrls urls, Duration roundUp, Instant now) {
		return new SignedUrls(urls, "/media/", this.registry, this.keys, rules(now), Clock.fixed(now, ZoneOffset.UTC),
				roundUp);
	}

	private SignedRules rules(Instant now) {
		LinkVerifier verifier = new LinkVerifier(this.keys, Clock.fixed(now, ZoneOffset.UTC), this.clockSkew);
		return new SignedRules(this.keys, verifier, MediaSigningProperties.Invalid.HIDDEN);
	}

	Decision decide(Attempt attempt) {
		return decide(attempt, ((UserAccess) rules(attempt.now).required()));
	}

	Decision decideOtherwise(Attempt attempt) {
		return decide(attempt, ((UserAccess) rules(attempt.now).accepted()));
	}

	private Decision decide(Attempt attempt, UserAccess rule) {
		int mark = attempt.target.indexOf('?');
		String path = (mark >= 0) ? attempt.target.substring(0, mark) : attempt.target;
		MediaRegistry.Match match = Objects.requireNonNull(this.registry.match(attempt.host, path));
		String query = (mark >= 0) ? attempt.target.substring(mark + 1) : null;
		return rule.decide(new Request(match.mount(), Objects.requireNonNull(match.path()), query), attempt.user());
	}

	boolean allows(String url) {
		return allows(Attempt.of(url));
	}

	boolean allows(Attempt attempt) {
		return decide(attempt).kind() == Decision.Kind.ALLOW;
	}

	/**
	 * A request with a link.
	 *
	 * @param host the host it is sent to
	 * @param target the path and the query
	 * @param name the name of the user, or {@code null}
	 * @param now when it is sent
	 */
	record Attempt(String host, String target, String name, Instant now) {

		static Attempt of(String target) {
			return new Attempt("localhost", target, null, NOW);
		}

		Attempt at(String other) {
			return new Attempt(other, this.target, this.name, this.now);
		}

		Attempt by(String other) {
			return new Attempt(this.host, this.target, other, this.now);
		}

		Attempt to(String other) {
			return new Attempt(this.host, other, this.name, this.now);
		}

		Attempt after(Duration time) {
			return new Attempt(this.host, this.target, this.name, this.now.plus(time));
		}

		UserAccess.User user() {
			return new UserAccess.User() {

				@Override
				public java.security.Principal principal() {
					return (Attempt.this.name != null) ? () -> Attempt.this.name : null;
				}

				@Override
				public boolean hasRole(String role) {
					return false;
				}

			};
		}

	}

	private record Request(Mount mount, MediaPath path, String query) implements MediaAccess.Request {

		@Override
		public String method() {
			return "GET";
		}

		@Override
		public String field(String name) {
			return null;
		}

		@Override
		public String remoteAddress() {
			return "127.0.0.1";
		}

	}

}
