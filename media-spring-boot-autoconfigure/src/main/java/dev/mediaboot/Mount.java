package dev.mediaboot;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsConfiguration;

/**
 * A URL prefix, the store behind it, and how its files are served. It is immutable; each
 * {@code with} method returns a new mount.
 * <p>
 * A mount created in code is {@linkplain Content#SITE site content} by default: files
 * that strangers wrote must be mounted {@linkplain Content#USER as user content}.
 *
 * <pre class="code">
 * &#64;Bean
 * Mount avatars() {
 * 	return Mount.of("/avatars", Path.of("/srv/avatars"))
 * 		.withContent(Mount.Content.USER)
 * 		.withExtensions("png", "webp");
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class Mount {

	static final MediaStore NOTHING = (path) -> null;

	private final MountUrl mountUrl;

	/** Kept as text, because the statistics read it for every request. */
	private final String url;

	private final @Nullable MediaLocation location;

	private final @Nullable MediaStore store;

	private final MountPolicy policy;

	private Mount(MountUrl mountUrl, @Nullable MediaLocation location, @Nullable MediaStore store, MountPolicy policy) {
		this.mountUrl = mountUrl;
		this.url = mountUrl.toString();
		this.location = location;
		this.store = store;
		this.policy = policy;
	}

	/**
	 * Creates a mount of a store.
	 * @param url a prefix ({@code /css}), or one bound to a host
	 * ({@code https://media.example.com/css}); leading and trailing slashes make no
	 * difference
	 * @param store where the bytes come from
	 * @return the mount, with site content
	 * @throws InvalidMountException when the URL is not a prefix, or the prefix is empty
	 */
	public static Mount of(String url, MediaStore store) {
		return new Mount(MountUrl.parse(url), null, store, MountPolicy.DEFAULT);
	}

	/**
	 * Creates a mount of a directory.
	 * @param url a prefix, or one bound to a host
	 * @param directory the directory
	 * @return the mount, with site content
	 * @throws InvalidMountException when the URL is not a prefix, or the prefix is empty
	 */
	public static Mount of(String url, Path directory) {
		return of(url, MediaLocation.of(directory));
	}

	/**
	 * Creates a mount of a location.
	 * @param url a prefix, or one bound to a host
	 * @param location a directory, a {@code file:} URL or a {@code classpath:} location
	 * @return the mount, with site content
	 * @throws InvalidMountException when the URL is not a prefix, or the prefix is empty,
	 * or the location is meant for a directory and cannot be one
	 */
	public static Mount of(String url, String location) {
		return of(url, MediaLocation.of(location));
	}

	/**
	 * Creates a mount of a location.
	 * @param url a prefix, or one bound to a host
	 * @param location the location; a {@link MediaStoreFactory} of the registry makes a
	 * store of it
	 * @return the mount, with site content
	 * @throws InvalidMountException when the URL is not a prefix, or the prefix is empty
	 */
	public static Mount of(String url, MediaLocation location) {
		return new Mount(MountUrl.parse(url), location, null, MountPolicy.DEFAULT);
	}

	/**
	 * Returns a predicate that matches only the mount at a URL.
	 * @param url the URL it was mounted with, however its slashes were written
	 * @return the predicate
	 * @throws InvalidMountException when the URL is not a prefix
	 */
	public static Predicate<Mount> mountedAt(String url) {
		MountUrl place = MountUrl.parse(url);
		return (mount) -> mount.mountUrl.isSamePlace(place);
	}

	MountUrl mountUrl() {
		return this.mountUrl;
	}

	/**
	 * Returns the URL of the mount, with its slashes normalised.
	 * @return for example {@code /css}, or {@code https://media.example.com/css}
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Returns the scheme and the authority of the URL that the mount was created with.
	 * @return for example {@code https://media.example.com}, or {@code null} when it
	 * answers on every host
	 */
	public @Nullable String origin() {
		return this.mountUrl.origin();
	}

	/**
	 * Returns the host the mount is bound to.
	 * @return the host in lower case, or {@code null} when it answers on every host
	 */
	public @Nullable String host() {
		return this.mountUrl.host();
	}

	/**
	 * Returns the prefix, which has at least one segment.
	 * @return the path below the application that this mount owns
	 */
	public MediaPath prefix() {
		return this.mountUrl.prefix();
	}

	/**
	 * Returns a description of where the bytes come from.
	 * @return for example {@code /srv/assets/css} or {@code classpath:/assets/css/}, or
	 * the {@linkplain MediaStore#description() description} of a store
	 */
	public String location() {
		return (this.store != null) ? this.store.description() : String.valueOf(this.location);
	}

	/**
	 * Returns the directories that the files are read from.
	 * @return the directories, none when the files come from elsewhere
	 */
	public List<Path> directories() {
		if (this.store != null) {
			return this.store.directories();
		}
		return (this.location != null) ? this.location.directories() : List.of();
	}

	/**
	 * Returns which symbolic links below the directories are followed.
	 * @return the links, or {@code null} when the files come from elsewhere or the
	 * directories differ
	 */
	public MediaLocation.@Nullable Symlinks symlinks() {
		if (this.store != null) {
			return this.store.symlinks();
		}
		return (this.location != null && this.location.directory() != null) ? this.location.symlinks() : null;
	}

	/** Returns a mount whose location has become a store. */
	Mount opened(MediaStoreFactories factories) {
		return (this.location != null) ? withStore(factories.create(this.location)) : this;
	}

	Mount withStore(MediaStore store) {
		return new Mount(this.mountUrl, null, store, this.policy);
	}

	/** Returns the store, which finds nothing while the mount has only its location. */
	MediaStore store() {
		return (this.store != null) ? this.store : NOTHING;
	}

	/**
	 * Returns how the files are served.
	 * @return the policy
	 */
	public MountPolicy policy() {
		return this.policy;
	}

	private Mount with(Consumer<PolicyDraft> change) {
		PolicyDraft draft = this.policy.toDraft();
		change.accept(draft);
		return new Mount(this.mountUrl, this.location, this.store, draft.toPolicy());
	}

	/**
	 * Returns a mount with another kind of content.
	 * @param content who wrote the files
	 * @return a new mount
	 */
	public Mount withContent(Content content) {
		return with((draft) -> draft.content = content);
	}

	/**
	 * Returns a mount whose files may be cached as directed (RFC 9111 §5.2.2).
	 * @param cacheControl the directives; without any, the default applies
	 * @return a new mount
	 */
	public Mount withCacheControl(CacheControl cacheControl) {
		return with((draft) -> draft.setCacheControl(cacheControl));
	}

	/**
	 * Returns a mount with other index files.
	 * @param names the names in the order they are tried, none for no index files
	 * @return a new mount
	 * @throws InvalidMountException when a name is not an ordinary file name
	 */
	public Mount withIndex(String... names) {
		return with((draft) -> draft.setIndex(names));
	}

	/**
	 * Returns a mount that does or does not serve precompressed files.
	 * @param precompressed whether precompressed files next to a file may be sent in its
	 * place
	 * @return a new mount
	 */
	public Mount withPrecompressed(boolean precompressed) {
		return with((draft) -> draft.precompressed = precompressed);
	}

	/**
	 * Returns a mount that serves some files with another media type: those with a
	 * certain extension, or those with a certain name, such as
	 * {@code apple-app-site-association}, which has no extension. The name takes
	 * precedence.
	 * @param extension the extension with or without its dot, or the whole name of a file
	 * without its directory
	 * @param type the media type
	 * @return a new mount
	 * @throws InvalidMountException when no file can have that extension, name or type
	 */
	public Mount withType(String extension, MediaType type) {
		return with((draft) -> draft.addType(extension, type));
	}

	/**
	 * Returns a mount that adds a header field to every response with a file.
	 * @param name the name of the field
	 * @param value its value
	 * @return a new mount
	 * @throws InvalidMountException when it is not a header field, or is one that is
	 * computed for each response
	 */
	public Mount withHeader(String name, String value) {
		return with((draft) -> draft.addHeader(name, value));
	}

	/**
	 * Returns a mount that serves only files with certain extensions.
	 * @param extensions the extensions with or without their dots; none for every file
	 * @return a new mount
	 * @throws InvalidMountException when no file can have one of the extensions
	 */
	public Mount withExtensions(String... extensions) {
		return with((draft) -> draft.setExtensions(extensions));
	}

	/**
	 * Returns a mount with a disposition for all its files.
	 * @param disposition whether files are displayed or downloaded
	 * @return a new mount
	 */
	public Mount withDisposition(Disposition disposition) {
		return with((draft) -> draft.disposition = disposition);
	}

	/**
	 * Returns a mount that lets pages of other origins read the files.
	 * @param cors which origins may read
	 * @return a new mount
	 * @throws InvalidMountException when it allows no origin, an origin that no browser
	 * sends, or a method that files are not read with
	 */
	public Mount withCors(CorsConfiguration cors) {
		return with((draft) -> draft.setCors(cors));
	}

	/**
	 * Returns a mount that is served before or behind the filters of the application.
	 * Files that {@linkplain Dispatch#FILTER bypass Spring Security} are public.
	 * @param dispatch whether behind or before them
	 * @return a new mount
	 */
	public Mount withDispatch(Dispatch dispatch) {
		return with((draft) -> draft.dispatch = dispatch);
	}

	/**
	 * Returns a mount whose files may be seen only by those whom some rules allow.
	 * @param rules the rules, all of which must allow a request; none to let everybody
	 * see the files
	 * @return a new mount
	 */
	public Mount withAccess(MediaAccess... rules) {
		return with((draft) -> draft.access = List.copyOf(new LinkedHashSet<>(List.of(rules))));
	}

	/**
	 * Returns a mount with a dispatch, unless this mount has one.
	 * @param dispatch the dispatch of mounts that have none
	 * @return this mount, or a new one
	 */
	public Mount withDefaultDispatch(Dispatch dispatch) {
		return (this.policy.hasDispatch() || dispatch == this.policy.dispatch()) ? this : withDispatch(dispatch);
	}

	/**
	 * Returns a line for the log: the URL, the location and the settings.
	 * @return a description of the mount
	 */
	@Override
	public String toString() {
		return this.url + "/** from " + location() + " (" + this.policy + ")";
	}

	/**
	 * Who wrote the files of a mount.
	 */
	public enum Content {

		/**
		 * Strangers: files that could run a script are sandboxed and downloaded.
		 */
		USER,

		/**
		 * The application's own people: files are sent as they are.
		 */
		SITE

	}

	/**
	 * Whether a browser displays a file or downloads it (RFC 6266).
	 */
	public enum Disposition {

		/**
		 * Displayed, if the browser can display it.
		 */
		INLINE,

		/**
		 * Downloaded.
		 */
		ATTACHMENT

	}

	/**
	 * Whether the files of a mount are served behind or before the application's filters.
	 */
	public enum Dispatch {

		/**
		 * Behind the filters of the application, including Spring Security, in place of
		 * Spring's dispatcher.
		 */
		MVC,

		/**
		 * Before all filters of the application, including Spring Security.
		 */
		FILTER

	}

}
