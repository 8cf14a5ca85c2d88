package dev.mediaboot.sign;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Builds links to media that expire, for mounts with the rule {@code signed} or
 * {@code or-signed}. A link to a directory is valid for its index file, and for no other
 * file in it.
 * <p>
 * In a Thymeleaf template:
 * <code>&lt;a th:with="link=${&#64;signedUrls.signed('/invoices', '7.pdf', 'PT10M')}" th:href="${link}"&gt;</code>
 *
 * <pre class="code">
 * urls.signed("/invoices", "7.pdf", Duration.ofMinutes(10));
 * urls.link("/invoices", "7.pdf")
 * 	.expiresIn(Duration.ofMinutes(10))
 * 	.download("Invoice 7.pdf")
 * 	.forUser("ann")
 * 	.url();
 * </pre>
 *
 * @since 0.1.0
 */
public final class SignedUrls {

	private static final Mount.Dispatch BEFORE_FILTERS = Mount.Dispatch.FILTER;

	private static final long NANOS_PER_SECOND = 1_000_000_000;

	private final MediaUrls urls;

	private final String rootUrl;

	private final MediaRegistry registry;

	private final SigningKeys keys;

	private final SignedRules rules;

	private final Clock clock;

	private final long roundUp;

	SignedUrls(MediaUrls urls, String rootUrl, MediaRegistry registry, SigningKeys keys, SignedRules rules, Clock clock,
			Duration roundUp) {
		this.urls = urls;
		this.rootUrl = rootUrl;
		this.registry = registry;
		this.keys = keys;
		this.rules = rules;
		this.clock = clock;
		this.roundUp = Math.max(roundUp.toSeconds(), 1);
	}

	/**
	 * Returns a link to a file.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @param lifetime the time after which the link expires
	 * @return the encoded URL
	 * @throws IllegalArgumentException when no file with that path can be served, or the
	 * time is not positive
	 * @throws IllegalStateException when there is no key
	 */
	public String signed(String path, Duration lifetime) {
		return link(path).expiresIn(lifetime).url();
	}

	/**
	 * Returns a link to a file in any mount.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param path the path of the file in the mount, not encoded, with or without a
	 * leading slash
	 * @param lifetime the time after which the link expires
	 * @return the encoded URL, below the application
	 * @throws IllegalArgumentException when no file with that path can be served, nothing
	 * can be mounted at that URL, or the time is not positive
	 * @throws IllegalStateException when there is no key
	 */
	public String signed(String mount, String path, Duration lifetime) {
		return link(mount, path).expiresIn(lifetime).url();
	}

	/**
	 * Begins a link to a file.
	 * @param path the path of the file below {@code media.root}, not encoded, with or
	 * without a leading slash
	 * @return a link without an expiry
	 * @throws IllegalArgumentException when no file with that path can be served
	 * @throws IllegalStateException when there is no key
	 */
	public Link link(String path) {
		return link(this.rootUrl, path, () -> this.urls.url(path));
	}

	/**
	 * Begins a link to a file in any mount, whether or not it is mounted now.
	 * @param mount the URL of the mount, a prefix or one with a host
	 * @param path the path of the file in the mount, not encoded, with or without a
	 * leading slash
	 * @return a link without an expiry
	 * @throws IllegalArgumentException when no file with that path can be served, or
	 * nothing can be mounted at that URL
	 * @throws IllegalStateException when there is no key
	 */
	public Link link(String mount, String path) {
		return link(mount, path, () -> this.urls.url(mount, path));
	}

	private Link link(String mountUrl, String path, Supplier<String> url) {
		SigningKey key = this.keys.signing();
		if (key == null) {
			throw new IllegalStateException("There is no key to sign links with: set 'media.signing.keys.<id>'");
		}
		MediaPath file = MediaPath.ofText(path);
		if (file == null || !QueryText.isEncodable(path)) {
			throw new IllegalArgumentException("No file with this path can be served: '" + path + "'");
		}
		Mount mount = mount(mountUrl);
		MediaRegistry.Match match = this.registry.match(mount, file);
		MediaPath within = (match != null) ? match.path() : null;
		// The request belongs to a mount within the mount, if there is one
		LinkTerms terms = (match != null && within != null)
				? new LinkTerms(match.mount(), within.segments(), 0, null, null)
				: new LinkTerms(mount, file.segments(), 0, null, null);
		return new Link(this, key, url.get(), terms);
	}

	private Mount mount(String url) {
		for (MediaRegistry.Registration registration : this.registry.registrations()) {
			if (registration.mount().url().equals(url)) {
				return registration.mount();
			}
		}
		Mount mount = this.registry.find(url);
		return (mount != null) ? mount : Mount.of(url, (path) -> null);
	}

	/**
	 * Returns the rule that properties name {@code signed}: only requests with a valid
	 * link are allowed.
	 * @return the rule, for {@link Mount#withAccess(MediaAccess...)}
	 */
	public MediaAccess requireLink() {
		return this.rules.required();
	}

	/**
	 * Returns the rule that properties name {@code or-signed}: requests with a valid link
	 * are allowed whatever the other rules say, which decide about all others.
	 * @return the rule, for {@link Mount#withAccess(MediaAccess...)}
	 */
	public MediaAccess acceptLink() {
		return this.rules.accepted();
	}

	private long expiry(Duration lifetime) {
		if (lifetime.isNegative() || lifetime.isZero()) {
			throw new IllegalArgumentException("The lifetime of a link must be positive: " + lifetime);
		}
		if (lifetime.toSeconds() > LinkParameters.MAX_EXPIRY) {
			throw tooFar(lifetime);
		}
		// Rounded up, so that a link lives at least as long as it was meant to
		long moment = this.clock.instant().plus(lifetime).plusNanos(NANOS_PER_SECOND - 1).getEpochSecond();
		long rounded = Math.floorDiv(moment + this.roundUp - 1, this.roundUp) * this.roundUp;
		if (rounded < moment || rounded > LinkParameters.MAX_EXPIRY) {
			throw tooFar(lifetime);
		}
		return rounded;
	}

	private static IllegalArgumentException tooFar(Duration lifetime) {
		return new IllegalArgumentException("A link must expire before the year 33658: " + lifetime);
	}

	/**
	 * A link that is not complete yet. It is immutable; each method returns a new one.
	 */
	public static final class Link {

		private final SignedUrls owner;

		private final SigningKey key;

		private final String url;

		private final LinkTerms terms;

		private Link(SignedUrls owner, SigningKey key, String url, LinkTerms terms) {
			this.owner = owner;
			this.key = key;
			this.url = url;
			this.terms = terms;
		}

		private Link with(long expiry, @Nullable String download, @Nullable String user) {
			return new Link(this.owner, this.key, this.url,
					new LinkTerms(this.terms.mount(), this.terms.path(), expiry, download, user));
		}

		/**
		 * Returns a link that expires. A response that is being sent at that moment is
		 * completed.
		 * @param lifetime the time after which it expires, which
		 * {@code media.signing.round-up} may make longer
		 * @return a new link
		 * @throws IllegalArgumentException when the time is not positive
		 */
		public Link expiresIn(Duration lifetime) {
			return with(this.owner.expiry(lifetime), this.terms.download(), this.terms.user());
		}

		/**
		 * Returns a link to a file that the browser saves.
		 * @param name the name to save it under, which may contain any characters
		 * @return a new link
		 * @throws IllegalArgumentException when the name is empty or is not Unicode
		 */
		public Link download(String name) {
			if (name.isEmpty() || !QueryText.isEncodable(name)) {
				throw new IllegalArgumentException("A file cannot have this name: '" + name + "'");
			}
			return with(this.terms.expiry(), name, this.terms.user());
		}

		/**
		 * Returns a link that only one user may use, who must be logged in. The name of
		 * the user is signed, but is not part of the URL.
		 * @param name the name of the principal
		 * @return a new link
		 * @throws IllegalArgumentException when the name is empty
		 * @throws IllegalStateException when the mount is served where no user is known
		 */
		public Link forUser(String name) {
			if (name.isEmpty()) {
				throw new IllegalArgumentException("A user cannot have an empty name");
			}
			Mount mount = this.terms.mount();
			if (mount.policy().dispatch() == BEFORE_FILTERS) {
				throw new IllegalStateException("'" + mount.url() + "' is served before the filters of the "
						+ "application, where no user is known: use 'dispatch=mvc' for links that are for one user");
			}
			return with(this.terms.expiry(), this.terms.download(), name);
		}

		/**
		 * Returns the URL of the link.
		 * @return the encoded URL, with the signature in its query
		 * @throws IllegalStateException when no expiry was chosen
		 */
		public String url() {
			if (this.terms.expiry() == 0) {
				throw new IllegalStateException("A link must expire: call expiresIn first");
			}
			LinkParameters parameters = new LinkParameters(this.terms.expiry(), this.terms.download(),
					this.terms.user() != null, this.key.id(), this.key.sign(this.terms));
			return this.url + "?" + parameters.toQuery();
		}

		/** Returns where it leads, without a signature. */
		@Override
		public String toString() {
			return "Link to " + this.url;
		}

	}

}
