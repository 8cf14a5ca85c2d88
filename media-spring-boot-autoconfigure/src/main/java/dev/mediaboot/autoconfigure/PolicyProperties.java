package dev.mediaboot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.mediaboot.MediaStore;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * How the files of a mount are served, for the root mount and the others alike.
 */
interface PolicyProperties {

	Mount.@Nullable Content content();

	CacheControlProperties cacheControl();

	@Nullable List<String> index();

	MediaStore.Symlinks symlinks();

	MediaStore.EntityTags etag();

	@Nullable Boolean precompressed();

	Map<String, MediaType> types();

	Map<String, String> headers();

	List<String> extensions();

	Mount.@Nullable Disposition disposition();

	@Nullable CorsProperties cors();

	Mount.@Nullable Dispatch dispatch();

	/**
	 * Applies what was chosen, and leaves the rest as it is.
	 * @param mount the mount with its defaults
	 * @param property the name of the property that these are below
	 * @return the mount as it was configured
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

	/** Whatever is no word stands in brackets, as it must in a property. */
	private static String key(String key) {
		return key.matches("[\\w-]+") ? "." + key : "[" + key + "]";
	}

	private static <T> Mount apply(String property, Mount mount, @Nullable T value,
			BiFunction<Mount, T, Mount> function) {
		return (value != null) ? PropertyMounts.named(property, () -> function.apply(mount, value)) : mount;
	}

}
