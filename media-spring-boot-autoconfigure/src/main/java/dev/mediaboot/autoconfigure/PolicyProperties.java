package dev.mediaboot.autoconfigure;

import java.util.List;
import java.util.Map;

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

	/**
	 * Applies what was chosen, and leaves the rest as it is.
	 * @param mount the mount with its defaults
	 * @return the mount as it was configured
	 */
	default Mount applyTo(Mount mount) {
		Mount result = mount.withExtensions(extensions().toArray(String[]::new))
			.withCacheControl(cacheControl().toCacheControl());
		if (content() != null) {
			result = result.withContent(content());
		}
		if (index() != null) {
			result = result.withIndex(index().toArray(String[]::new));
		}
		if (precompressed() != null) {
			result = result.withPrecompressed(precompressed());
		}
		if (disposition() != null) {
			result = result.withDisposition(disposition());
		}
		if (cors() != null) {
			result = result.withCors(cors().toCorsConfiguration());
		}
		for (Map.Entry<String, MediaType> type : types().entrySet()) {
			result = result.withType(type.getKey(), type.getValue());
		}
		for (Map.Entry<String, String> header : headers().entrySet()) {
			result = result.withHeader(header.getKey(), header.getValue());
		}
		return result;
	}

}
