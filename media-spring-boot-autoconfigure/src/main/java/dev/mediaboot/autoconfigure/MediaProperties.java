package dev.mediaboot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.Mount;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.http.MediaType;

/**
 * Configuration properties of media: what is served, where, and how.
 *
 * @param enabled Whether to serve media.
 * @param root Location of the media: a directory, a "file:" URL or a "classpath:"
 * location. If not set, no media is mounted.
 * @param url Path prefix under which the media is served. An absolute URL binds the media
 * to its host.
 * @param publicUrl Base URL of links to the media, such as that of a CDN. Only affects
 * links, not where the media is mounted.
 * @param missingRoot Action to take when a directory does not exist.
 * @param adminPrefix Path prefix under which the bundled admin media is served. If not
 * set, it is not mounted.
 * @param adminRoot Locations of the admin media. Files in earlier locations take
 * precedence.
 * @param mounts Additional mounts by name.
 * @param dispatch Point at which files are served: behind all filters, in place of
 * Spring's dispatcher (mvc), or before the application's filters and Spring Security
 * (filter). Default for all mounts that do not set their own.
 * @param sendTimeout Time after which a client that accepts no data of a response body is
 * disconnected. If a duration suffix is not specified, seconds will be used.
 * @param errors Response to a request for a missing file: the status alone (media), or
 * the error page of the application (application).
 * @param content Kind of content: files written by strangers (user), which cannot run
 * scripts, or by the authors of the application (site). User content by default.
 * @param cacheControl Directives of the "Cache-Control" header. By default, caches
 * revalidate a response before each use.
 * @param index Names of the index files to try when a directory is requested. By default,
 * "index.html" for site content, and none for user content.
 * @param symlinks Symbolic links below the root to follow. Only applies to directories.
 * @param etag Source of entity tags: the identity of the file, or a hash of its content,
 * which is the same on all hosts. Only applies to directories.
 * @param precompressed Whether to send a ".br", ".zst" or ".gz" file in place of the file
 * next to it. Enabled by default for site content, and disabled for user content.
 * @param types Media types by extension or whole file name. They take precedence over the
 * built-in ones.
 * @param headers Headers to add to every response with a file.
 * @param extensions Extensions of the files to serve. By default, all files are served.
 * @param disposition How browsers handle the files: display them if they can (inline), or
 * download them (attachment). By default, only user content that could run scripts is
 * downloaded.
 * @param cors Access to the files for pages of other origins.
 * @since 0.1.0
 */
@ConfigurationProperties("media")
public record MediaProperties(@DefaultValue("true") boolean enabled, @Nullable String root,
		@DefaultValue("/media/") String url, @Nullable String publicUrl, @DefaultValue("fail") MissingRoot missingRoot,
		@Nullable String adminPrefix, @DefaultValue(MediaLocation.ADMIN) List<String> adminRoot,
		@DefaultValue Map<String, MountProperties> mounts, @DefaultValue("mvc") Mount.Dispatch dispatch,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s") Duration sendTimeout,
		@DefaultValue("media") Errors errors, Mount.@Nullable Content content,
		@DefaultValue @NestedConfigurationProperty CacheControlProperties cacheControl, @Nullable List<String> index,
		@DefaultValue("within-root") MediaLocation.Symlinks symlinks,
		@DefaultValue("file") MediaLocation.EtagSource etag, @Nullable Boolean precompressed,
		@DefaultValue Map<String, MediaType> types, @DefaultValue Map<String, String> headers,
		@DefaultValue List<String> extensions, Mount.@Nullable Disposition disposition,
		@NestedConfigurationProperty @Nullable CorsProperties cors) implements PolicyProperties {

	/**
	 * A mount in addition to those of the media and of the admin media.
	 *
	 * @param url Path prefix under which the files are served. An absolute URL binds them
	 * to its host.
	 * @param root Location of the files: a directory, a "file:" URL or a "classpath:"
	 * location.
	 * @param content Kind of content: files written by strangers (user), which cannot run
	 * scripts, or by the authors of the application (site). Site content by default.
	 * @param cacheControl Directives of the "Cache-Control" header. By default, caches
	 * revalidate a response before each use.
	 * @param index Names of the index files to try when a directory is requested. By
	 * default, "index.html" for site content, and none for user content.
	 * @param symlinks Symbolic links below the root to follow. Only applies to
	 * directories.
	 * @param etag Source of entity tags: the identity of the file, or a hash of its
	 * content, which is the same on all hosts. Only applies to directories.
	 * @param precompressed Whether to send a ".br", ".zst" or ".gz" file in place of the
	 * file next to it. Enabled by default for site content, and disabled for user
	 * content.
	 * @param types Media types by extension or whole file name. They take precedence over
	 * the built-in ones.
	 * @param headers Headers to add to every response with a file.
	 * @param extensions Extensions of the files to serve. By default, all files are
	 * served.
	 * @param disposition How browsers handle the files: display them if they can
	 * (inline), or download them (attachment). By default, only user content that could
	 * run scripts is downloaded.
	 * @param cors Access to the files for pages of other origins.
	 * @param dispatch Point at which files are served: behind all filters, in place of
	 * Spring's dispatcher (mvc), or before the application's filters and Spring Security
	 * (filter). By default, the value of "media.dispatch".
	 */
	public record MountProperties(@Nullable String url, @Nullable String root, Mount.@Nullable Content content,
			@DefaultValue @NestedConfigurationProperty CacheControlProperties cacheControl,
			@Nullable List<String> index, @DefaultValue("within-root") MediaLocation.Symlinks symlinks,
			@DefaultValue("file") MediaLocation.EtagSource etag, @Nullable Boolean precompressed,
			@DefaultValue Map<String, MediaType> types, @DefaultValue Map<String, String> headers,
			@DefaultValue List<String> extensions, Mount.@Nullable Disposition disposition,
			@NestedConfigurationProperty @Nullable CorsProperties cors,
			Mount.@Nullable Dispatch dispatch) implements PolicyProperties {
	}

	/**
	 * Action to take when a directory does not exist.
	 */
	public enum MissingRoot {

		/**
		 * Stop the start of the application.
		 */
		FAIL,

		/**
		 * Create the directory, if it comes from a property.
		 */
		CREATE,

		/**
		 * Mount it nevertheless, by code and by beans too: files are served once they
		 * exist.
		 */
		IGNORE

	}

	/**
	 * Response to a request for a missing file.
	 */
	public enum Errors {

		/**
		 * The status alone, without an error dispatch.
		 */
		MEDIA,

		/**
		 * The error page of the application.
		 */
		APPLICATION

	}

}
