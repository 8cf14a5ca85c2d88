package dev.mediaboot;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

	/**
	 * Fields that are computed for each response, or that keep the content of strangers
	 * inert.
	 */
	private static final Set<String> OWN_HEADERS = Set.of("accept-ranges", "allow", "cache-control", "connection",
			"content-disposition", "content-encoding", "content-length", "content-location", "content-range",
			"content-type", "date", "etag", "expires", "last-modified", "location", "transfer-encoding", "vary",
			"x-content-type-options");

	private final MountUrl mountUrl;

	/** Kept as text, because the statistics read it for every request. */
	private final String url;

	private final MediaStore store;

	private Content content = Content.SITE;

	private String cacheControl = "no-cache";

	private @Nullable List<String> index;

	private @Nullable Boolean precompressed;

	private Map<String, String> types = Map.of();

	private Map<String, String> headers = Map.of();

	private Set<String> extensions = Set.of();

	private @Nullable Disposition disposition;

	private @Nullable CorsConfiguration cors;

	private @Nullable Dispatch dispatch;

	private Mount(MountUrl mountUrl, MediaStore store) {
		this.mountUrl = mountUrl;
		this.url = mountUrl.toString();
		this.store = store;
	}

	private Mount(Mount other) {
		this(other, other.store);
	}

	private Mount(Mount other, MediaStore store) {
		this(other.mountUrl, store);
		this.content = other.content;
		this.cacheControl = other.cacheControl;
		this.index = other.index;
		this.precompressed = other.precompressed;
		this.types = other.types;
		this.headers = other.headers;
		this.extensions = other.extensions;
		this.disposition = other.disposition;
		this.cors = other.cors;
		this.dispatch = other.dispatch;
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
		return new Mount(MountUrl.parse(url), store);
	}

	/**
	 * Creates a mount of a directory.
	 * @param url a prefix, or one bound to a host
	 * @param directory the directory
	 * @return the mount, with site content
	 * @throws InvalidMountException when the URL is not a prefix, or the prefix is empty
	 */
	public static Mount of(String url, Path directory) {
		return of(url, MediaStore.directory(directory));
	}

	/**
	 * Creates a mount of a location.
	 * @param url a prefix, or one bound to a host
	 * @param location a directory, a {@code file:} URL or a {@code classpath:} location
	 * @return the mount, with site content
	 * @throws InvalidMountException when the URL is not a prefix, or the prefix is empty,
	 * or the location cannot be understood
	 */
	public static Mount of(String url, String location) {
		return of(url, MediaStore.of(location));
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
	 * Returns the store that the bytes come from.
	 * @return the store
	 */
	public MediaStore store() {
		return this.store;
	}

	/**
	 * Returns a description of where the bytes come from.
	 * @return for example {@code /srv/assets/css} or {@code classpath:/assets/css/}; the
	 * store's own description, or else the name of its class
	 */
	public String location() {
		return Locations.describe(this.store);
	}

	Mount withStore(MediaStore store) {
		return new Mount(this, store);
	}

	/**
	 * Returns who wrote the files.
	 * @return the kind of content
	 */
	public Content content() {
		return this.content;
	}

	/**
	 * Returns a mount with another kind of content.
	 * @param content who wrote the files
	 * @return a new mount
	 */
	public Mount withContent(Content content) {
		Mount mount = new Mount(this);
		mount.content = content;
		return mount;
	}

	/**
	 * Returns the value of the {@code Cache-Control} field.
	 * @return the directives, by default {@code no-cache}: stored, but revalidated before
	 * use
	 */
	public String cacheControl() {
		return this.cacheControl;
	}

	/**
	 * Returns a mount whose files may be cached as directed (RFC 9111 §5.2.2).
	 * @param cacheControl the directives; without any, the default applies
	 * @return a new mount
	 */
	public Mount withCacheControl(CacheControl cacheControl) {
		Mount mount = new Mount(this);
		String value = cacheControl.getHeaderValue();
		mount.cacheControl = (value != null) ? value : "no-cache";
		return mount;
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
		return (this.content == Content.SITE) ? List.of("index.html") : List.of();
	}

	/**
	 * Returns a mount with other index files.
	 * @param names the names in the order they are tried, none for no index files
	 * @return a new mount
	 * @throws InvalidMountException when a name is not an ordinary file name
	 */
	public Mount withIndex(String... names) {
		for (String name : names) {
			if (!MediaPath.isOrdinary(name)) {
				throw new InvalidMountException("'" + name + "' cannot be the name of an index file",
						"Use a name without slashes, such as 'index.html'.");
			}
		}
		Mount mount = new Mount(this);
		mount.index = List.of(names);
		return mount;
	}

	/**
	 * Whether {@code .br}, {@code .zst} and {@code .gz} files next to a file are sent in
	 * its place to clients that accept them.
	 * @return by default {@code true} for site content and {@code false} for user
	 * content: a stranger who can name a file could replace another one
	 */
	public boolean precompressed() {
		return (this.precompressed != null) ? this.precompressed : this.content == Content.SITE;
	}

	/**
	 * Returns a mount that does or does not serve precompressed files.
	 * @param precompressed whether precompressed files next to a file may be sent in its
	 * place
	 * @return a new mount
	 */
	public Mount withPrecompressed(boolean precompressed) {
		Mount mount = new Mount(this);
		mount.precompressed = precompressed;
		return mount;
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
		String key = normalize(extension);
		if (!MediaPath.isOrdinary(key)) {
			throw new InvalidMountException("'" + extension + "' is neither an extension nor the name of a file",
					"Use an extension such as 'vcf', or a name without its directory.");
		}
		if (!type.isConcrete()) {
			throw new InvalidMountException("'" + type + "' is not the type of a file",
					"Use a type without wildcards, such as 'image/png'.");
		}
		Mount mount = new Mount(this);
		mount.types = put(this.types, key, type.toString());
		return mount;
	}

	/**
	 * Returns the header fields that are added to every response with a file.
	 * @return the values by name
	 */
	public Map<String, String> headers() {
		return this.headers;
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
		if (!isToken(name) || value.chars().anyMatch((character) -> character < ' ' || character > '~')) {
			throw new InvalidMountException("'" + name + ": " + value + "' is not a header field",
					"Use a name of letters, digits and hyphens and a value of visible ASCII characters. An environment"
							+ " variable cannot hold a hyphen: set such a name in a file.");
		}
		if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
			throw new InvalidMountException("The header field '" + name + "' is decided for each answer",
					"Remove it; cache-control, types, disposition and cors have settings of their own.");
		}
		Mount mount = new Mount(this);
		mount.headers = put(this.headers, name, value);
		return mount;
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
	 * Returns a mount that serves only files with certain extensions.
	 * @param extensions the extensions with or without their dots; none for every file
	 * @return a new mount
	 * @throws InvalidMountException when no file can have one of the extensions
	 */
	public Mount withExtensions(String... extensions) {
		for (String extension : extensions) {
			refusePattern(extension);
			if (normalize(extension).contains(".")) {
				throw new InvalidMountException("'" + extension + "' is more than an extension",
						"Use what follows the last dot of a name.");
			}
		}
		Mount mount = new Mount(this);
		mount.extensions = List.of(extensions).stream().map(Mount::normalize).collect(Collectors.toUnmodifiableSet());
		return mount;
	}

	/**
	 * Returns the chosen disposition.
	 * @return the disposition, or {@code null} when the kind of content decides
	 */
	public @Nullable Disposition disposition() {
		return this.disposition;
	}

	/**
	 * Returns a mount with a disposition for all its files.
	 * @param disposition whether files are displayed or downloaded
	 * @return a new mount
	 */
	public Mount withDisposition(Disposition disposition) {
		Mount mount = new Mount(this);
		mount.disposition = disposition;
		return mount;
	}

	/**
	 * Returns which pages of other origins may read the files.
	 * @return the configuration, or {@code null} when the browser's default applies
	 */
	public @Nullable CorsConfiguration cors() {
		return this.cors;
	}

	/**
	 * Returns a mount that lets pages of other origins read the files.
	 * @param cors which origins may read
	 * @return a new mount
	 * @throws InvalidMountException when it allows no origin, an origin that no browser
	 * sends, or a method that files are not read with
	 */
	public Mount withCors(CorsConfiguration cors) {
		CorsOrigins.check(cors);
		Mount mount = new Mount(this);
		mount.cors = new CorsConfiguration(cors);
		// The copy constructor shares the lists; only the setters copy them
		mount.cors.setAllowedOrigins(cors.getAllowedOrigins());
		mount.cors.setAllowedOriginPatterns(cors.getAllowedOriginPatterns());
		mount.cors.setAllowedMethods(cors.getAllowedMethods());
		mount.cors.setAllowedHeaders(cors.getAllowedHeaders());
		mount.cors.setExposedHeaders(cors.getExposedHeaders());
		return mount;
	}

	/**
	 * Returns whether the files are served behind or before the application's filters.
	 * @return the chosen dispatch, else the default of the registry that mounted it, or
	 * {@link Dispatch#MVC} without a registry
	 */
	public Dispatch dispatch() {
		return (this.dispatch != null) ? this.dispatch : Dispatch.MVC;
	}

	/**
	 * Returns a mount that is served before or behind the filters of the application.
	 * Files that {@linkplain Dispatch#FILTER bypass Spring Security} are public.
	 * @param dispatch whether behind or before them
	 * @return a new mount
	 */
	public Mount withDispatch(Dispatch dispatch) {
		Mount mount = new Mount(this);
		mount.dispatch = dispatch;
		return mount;
	}

	Mount withDefaultDispatch(Dispatch dispatch) {
		return (this.dispatch != null || dispatch == dispatch()) ? this : withDispatch(dispatch);
	}

	/**
	 * Returns a line for the log: the URL, the location and the settings.
	 * @return a description of the mount
	 */
	@Override
	public String toString() {
		return this.url + "/** from " + location() + " (" + this.content.name().toLowerCase(Locale.ROOT) + " content, "
				+ "Cache-Control " + this.cacheControl
				+ (index().isEmpty() ? "" : ", index " + String.join(" ", index()))
				+ (precompressed() ? ", precompressed" : "")
				+ (this.extensions.isEmpty() ? "" : ", only " + String.join(" ", new TreeSet<>(this.extensions)))
				+ ((this.disposition != null) ? ", " + this.disposition.name().toLowerCase(Locale.ROOT) : "")
				+ ((this.cors != null) ? ", CORS" : "")
				+ ((dispatch() != Dispatch.MVC) ? ", dispatch " + dispatch().name().toLowerCase(Locale.ROOT) : "")
				+ (this.headers.isEmpty() ? "" : ", " + this.headers.keySet()) + ")";
	}

	private static Map<String, String> put(Map<String, String> map, String key, String value) {
		Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		copy.putAll(map);
		copy.put(key, value);
		return Collections.unmodifiableMap(copy);
	}

	private static String normalize(String extension) {
		String name = extension.startsWith(".") ? extension.substring(1) : extension;
		return name.toLowerCase(Locale.ROOT);
	}

	private static void refusePattern(String extension) {
		if (extension.chars().anyMatch((character) -> " *?/\\,;".indexOf(character) >= 0)) {
			throw new InvalidMountException("'" + extension + "' is not an extension",
					"Use an extension such as 'png'; without any, all files are served.");
		}
	}

	private static boolean isToken(String name) {
		return !name.isEmpty() && name.chars()
			.allMatch((character) -> character == '-' || character == '_'
					|| (character < 0x80 && Character.isLetterOrDigit(character)));
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
