package dev.mediaboot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Properties that say how the files of a mount are served, common to the root mount and
 * all others.
 */
interface PolicyProperties {

	Mount.@Nullable Content content();

	CacheControlProperties cacheControl();

	@Nullable List<String> index();

	MediaLocation.Symlinks symlinks();

	MediaLocation.EtagSource etag();

	@Nullable Boolean precompressed();

	Map<String, MediaType> types();

	Map<String, String> headers();

	List<String> extensions();

	Mount.@Nullable Disposition disposition();

	@Nullable CorsProperties cors();

	Mount.@Nullable Dispatch dispatch();

	/**
	 * Applies the properties that are set, and leaves the rest of the mount as it is.
	 * @param mount the mount with its defaults
	 * @param property the prefix of the names of these properties
	 * @return the configured mount
	 */
	default Mount applyTo(Mount mount, String property) {
		Mount result = mount.withCacheControl(cacheControl().toCacheControl());
		result = apply(property + ".extensions", result, extensions(),
				(to, extensions) -> to.withExtensions(extensions.toArray(String[]::new)));
		result = apply(property + ".content", result, content(), Mount::withContent);
		result = apply(property + ".index", result, index(), (to, names) -> to.withIndex(names.toArray(String[]::new)));
		result = apply(property + ".precompressed", result, precompressed(), Mount::withPrecompressed);
		result = apply(property + ".disposition", result, disposition(), Mount::withDisposition);
		result = apply(property + ".cors", result, cors(), (to, cors) -> to.withCors(cors.toCorsConfiguration()));
		result = apply(property + ".dispatch", result, dispatch(), Mount::withDispatch);
		for (Map.Entry<String, MediaType> type : types().entrySet()) {
			result = apply(property + ".types" + key(type.getKey()), result, type.getValue(),
					(to, value) -> to.withType(type.getKey(), value));
		}
		for (Map.Entry<String, String> header : headers().entrySet()) {
			result = apply(property + ".headers." + header.getKey(), result, header.getValue(),
					(to, value) -> to.withHeader(header.getKey(), value));
		}
		return result;
	}

	/** Puts a key that is not a plain word in brackets, as a property name requires. */
	private static String key(String key) {
		return key.matches("[\\w-]+") ? "." + key : "[" + key + "]";
	}

	private static <T> Mount apply(String property, Mount mount, @Nullable T value,
			BiFunction<Mount, T, Mount> function) {
		return (value != null) ? PropertyMounts.named(property, () -> function.apply(mount, value)) : mount;
	}

}
