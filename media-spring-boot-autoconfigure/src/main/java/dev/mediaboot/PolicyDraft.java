package dev.mediaboot;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsConfiguration;

/**
 * A policy that is being changed. It refuses settings that could never work.
 */
final class PolicyDraft {

	private static final String DEFAULT_CACHE_CONTROL = "no-cache";

	/**
	 * Fields that are computed for each response, or that keep the content of strangers
	 * inert.
	 */
	private static final Set<String> OWN_HEADERS = Set.of("accept-ranges", "allow", "cache-control", "connection",
			"content-disposition", "content-encoding", "content-length", "content-location", "content-range",
			"content-type", "date", "etag", "expires", "last-modified", "location", "transfer-encoding", "vary",
			"x-content-type-options");

	Mount.Content content = Mount.Content.SITE;

	String cacheControl = DEFAULT_CACHE_CONTROL;

	@Nullable List<String> index;

	@Nullable Boolean precompressed;

	Map<String, String> types = Map.of();

	Map<String, String> headers = Map.of();

	Set<String> extensions = Set.of();

	Mount.@Nullable Disposition disposition;

	@Nullable CorsConfiguration cors;

	Mount.@Nullable Dispatch dispatch;

	List<MediaAccess> access = List.of();

	MountPolicy toPolicy() {
		return new MountPolicy(this);
	}

	void setCacheControl(CacheControl cacheControl) {
		String value = cacheControl.getHeaderValue();
		this.cacheControl = (value != null) ? value : DEFAULT_CACHE_CONTROL;
	}

	void setPrivate() {
		this.cacheControl = toPrivate(this.cacheControl);
	}

	static String toPrivate(String cacheControl) {
		return "private, " + cacheControl;
	}

	void setIndex(String... names) {
		for (String name : names) {
			if (!MediaPath.isOrdinary(name)) {
				throw new InvalidMountException("'" + name + "' is not a valid name for an index file",
						"Use a name without slashes, such as 'index.html'.");
			}
		}
		this.index = List.of(names);
	}

	void addType(String extension, MediaType type) {
		String key = normalize(extension);
		if (!MediaPath.isOrdinary(key)) {
			throw new InvalidMountException("'" + extension + "' is neither an extension nor a file name",
					"Use an extension such as 'vcf', or a file name without a directory.");
		}
		if (!type.isConcrete()) {
			throw new InvalidMountException("'" + type + "' is not a concrete media type",
					"Use a type without wildcards, such as 'image/png'.");
		}
		this.types = put(this.types, key, type.toString());
	}

	void addHeader(String name, String value) {
		if (!isToken(name) || value.chars().anyMatch((character) -> character < ' ' || character > '~')) {
			throw new InvalidMountException("'" + name + ": " + value + "' is not a valid header field",
					"Use letters, digits and hyphens in the name, and visible ASCII characters in the value. Set a name"
							+ " with hyphens in a file, because environment variables cannot contain them.");
		}
		if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
			throw new InvalidMountException("The header field '" + name + "' is computed for each response",
					"Remove it. Use the settings cache-control, types, disposition and cors where they apply.");
		}
		this.headers = put(this.headers, name, value);
	}

	void setExtensions(String... extensions) {
		for (String extension : extensions) {
			refusePattern(extension);
			if (normalize(extension).contains(".")) {
				throw new InvalidMountException("'" + extension + "' contains more than one extension",
						"Use the part after the last dot of the file name.");
			}
		}
		this.extensions = List.of(extensions)
			.stream()
			.map(PolicyDraft::normalize)
			.collect(Collectors.toUnmodifiableSet());
	}

	void setCors(CorsConfiguration cors) {
		CorsOrigins.check(cors);
		CorsConfiguration copy = new CorsConfiguration(cors);
		// The copy constructor shares the lists; only the setters copy them
		copy.setAllowedOrigins(cors.getAllowedOrigins());
		copy.setAllowedOriginPatterns(cors.getAllowedOriginPatterns());
		copy.setAllowedMethods(cors.getAllowedMethods());
		copy.setAllowedHeaders(cors.getAllowedHeaders());
		copy.setExposedHeaders(cors.getExposedHeaders());
		this.cors = copy;
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
					"Use an extension such as 'png', or remove the setting to serve all files.");
		}
	}

	private static boolean isToken(String name) {
		return !name.isEmpty() && name.chars()
			.allMatch((character) -> character == '-' || character == '_'
					|| (character < 0x80 && Character.isLetterOrDigit(character)));
	}

}
