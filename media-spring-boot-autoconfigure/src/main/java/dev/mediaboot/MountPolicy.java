package dev.mediaboot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;

/**
 * How the files of a mount are served. It is immutable; the {@code with} methods of
 * {@link Mount} change it.
 *
 * @since 0.1.0
 */
public final class MountPolicy {

	static final MountPolicy DEFAULT = new PolicyDraft().toPolicy();

	private final Mount.Content content;

	private final String cacheControl;

	private final @Nullable List<String> index;

	private final @Nullable Boolean precompressed;

	private final Map<String, String> types;

	private final Map<String, String> headers;

	private final Set<String> extensions;

	private final Mount.@Nullable Disposition disposition;

	private final @Nullable CorsConfiguration cors;

	private final Mount.@Nullable Dispatch dispatch;

	private final List<MediaAccess> access;

	/** Differs from the configured one when there are rules. */
	private final String effectiveCacheControl;

	MountPolicy(PolicyDraft draft) {
		this.content = draft.content;
		this.cacheControl = draft.cacheControl;
		this.index = draft.index;
		this.precompressed = draft.precompressed;
		this.types = draft.types;
		this.headers = draft.headers;
		this.extensions = draft.extensions;
		this.disposition = draft.disposition;
		this.cors = draft.cors;
		this.dispatch = draft.dispatch;
		this.access = draft.access;
		this.effectiveCacheControl = (this.access.isEmpty() || isSharingDecided()) ? this.cacheControl
				: "private, " + this.cacheControl;
	}

	/** Whether the directives say who may store a response (RFC 9111 §5.2.2). */
	boolean isSharingDecided() {
		return mayBeShared() || this.cacheControl.contains("private") || this.cacheControl.contains("no-store");
	}

	PolicyDraft toDraft() {
		PolicyDraft draft = new PolicyDraft();
		draft.content = this.content;
		draft.cacheControl = this.cacheControl;
		draft.index = this.index;
		draft.precompressed = this.precompressed;
		draft.types = this.types;
		draft.headers = this.headers;
		draft.extensions = this.extensions;
		draft.disposition = this.disposition;
		draft.cors = this.cors;
		draft.dispatch = this.dispatch;
		draft.access = this.access;
		return draft;
	}

	/**
	 * Returns who wrote the files.
	 * @return the kind of content
	 */
	public Mount.Content content() {
		return this.content;
	}

	/**
	 * Returns the value of the {@code Cache-Control} field.
	 * @return the directives, by default {@code no-cache}: stored, but revalidated before
	 * use; with rules about access also {@code private}, unless they say who may store
	 * the files
	 */
	public String cacheControl() {
		return this.effectiveCacheControl;
	}

	/**
	 * Returns the names that are tried when a directory is requested.
	 * @return the names in order; by default {@code index.html} for site content and none
	 * for user content
	 */
	public List<String> index() {
		if (this.index != null) {
			return this.index;
		}
		return (this.content == Mount.Content.SITE) ? List.of("index.html") : List.of();
	}

	/**
	 * Whether {@code .br}, {@code .zst} and {@code .gz} files next to a file are sent in
	 * its place to clients that accept them.
	 * @return by default {@code true} for site content and {@code false} for user
	 * content: a stranger who can name a file could replace another one
	 */
	public boolean precompressed() {
		return (this.precompressed != null) ? this.precompressed : this.content == Mount.Content.SITE;
	}

	/**
	 * Returns the media types that differ from the built-in table.
	 * @return the values of {@code Content-Type} by extension or by whole file name, in
	 * lower case and without a leading dot
	 */
	public Map<String, String> types() {
		return this.types;
	}

	/**
	 * Returns the header fields that are added to every response with a file.
	 * @return the values by name
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * Returns the extensions of the files that are served.
	 * @return the extensions in alphabetical order, none for all files
	 */
	public List<String> extensions() {
		return this.extensions.stream().sorted().toList();
	}

	/**
	 * Whether files with an extension are served.
	 * @param extension the extension in lower case and without its dot
	 * @return by default {@code true} for every extension
	 */
	public boolean serves(String extension) {
		return this.extensions.isEmpty() || this.extensions.contains(extension);
	}

	/**
	 * Returns the chosen disposition.
	 * @return the disposition, or {@code null} when the kind of content decides
	 */
	public Mount.@Nullable Disposition disposition() {
		return this.disposition;
	}

	/**
	 * Returns which pages of other origins may read the files.
	 * @return the configuration, or {@code null} when the browser's default applies
	 */
	public @Nullable CorsConfiguration cors() {
		return this.cors;
	}

	/**
	 * Returns whether the files are served behind or before the application's filters.
	 * @return the chosen dispatch, else the default of the registry that mounted it, or
	 * {@link Mount.Dispatch#MVC} without a registry
	 */
	public Mount.Dispatch dispatch() {
		return (this.dispatch != null) ? this.dispatch : Mount.Dispatch.MVC;
	}

	/**
	 * Returns the rules about who may see the files.
	 * @return the rules, all of which must allow a request; none when everybody may
	 */
	public List<MediaAccess> access() {
		return this.access;
	}

	/**
	 * Returns whether a rule depends on the user.
	 * @return whether the files can be served only where the user is known
	 */
	public boolean requiresUser() {
		return this.access.stream().anyMatch((rule) -> rule instanceof UserAccess user && user.requiresUser());
	}

	/**
	 * Returns whether a cache may send a stored response to other users.
	 * @return whether {@code Cache-Control} says so explicitly
	 */
	public boolean mayBeShared() {
		return this.cacheControl.contains("public") || this.cacheControl.contains("s-maxage");
	}

	boolean hasDispatch() {
		return this.dispatch != null;
	}

	/** Returns the settings in one line for the log. */
	@Override
	public String toString() {
		return lower(this.content) + " content, Cache-Control " + this.effectiveCacheControl
				+ (index().isEmpty() ? "" : ", index " + String.join(" ", index()))
				+ (precompressed() ? ", precompressed" : "")
				+ (this.extensions.isEmpty() ? "" : ", only " + String.join(" ", new TreeSet<>(this.extensions)))
				+ ((this.disposition != null) ? ", " + lower(this.disposition) : "")
				+ ((this.cors != null) ? ", CORS" : "")
				+ (this.access.isEmpty() ? "" : ", access " + String.join(" and ", accessDescription()))
				+ ((dispatch() != Mount.Dispatch.MVC) ? ", dispatch " + lower(dispatch()) : "")
				+ (this.headers.isEmpty() ? "" : ", " + this.headers.keySet());
	}

	/**
	 * Describes the rules about who may see the files.
	 * @return a description of each rule, in the order they are asked
	 */
	public List<String> accessDescription() {
		return this.access.stream().map((rule) -> Description.of(rule, "rule")).toList();
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
