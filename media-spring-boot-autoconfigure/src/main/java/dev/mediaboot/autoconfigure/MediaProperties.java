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
 * @param enabled Whether media is served.
 * @param root Location of the media: a directory, a "file:" URL or a "classpath:"
 * location. Nothing is mounted without it.
 * @param url Prefix of the paths under which the media is served. An absolute URL binds
 * the media to its host.
 * @param publicUrl URL that links to media begin with, such as that of a CDN. Mounts
 * nothing.
 * @param missingRoot What to do about a directory that does not exist.
 * @param adminPrefix Prefix of the paths under which the bundled media of an admin is
 * served. Not mounted without it.
 * @param adminRoot Locations of the bundled media of an admin, the first one on top.
 * @param mounts Further mounts by name.
 * @param dispatch Whether the files are served behind all filters in place of Spring's
 * dispatcher (mvc), or before the application's filters and Spring Security (filter).
 * Also the default of all mounts that do not say otherwise.
 * @param sendTimeout How long a client may take nothing of a body before it is
 * disconnected. Seconds, if no unit is given.
 * @param errors Who answers when there is no such file.
 * @param content Who wrote the files: strangers (user) or the application's own people
 * (site). Files of strangers cannot run scripts. User content by default.
 * @param cacheControl Directives of the field "Cache-Control". Caches ask again each time
 * by default.
 * @param index Names of the files that are tried when a directory is asked for.
 * "index.html" by default for site content, and none for user content.
 * @param symlinks Which symbolic links below the root are followed. For directories.
 * @param etag What entity tags are made of: the identity of the file, or a hash of its
 * content that is equal on several hosts. For directories.
 * @param precompressed Whether a ".br", ".zst" or ".gz" file is sent in place of the file
 * it stands beside. Enabled by default for site content, and disabled for user content.
 * @param types Media types by extension or by the whole name of a file, in place of those
 * of the built-in table.
 * @param headers Header fields that are added to every answer with a file.
 * @param extensions Extensions of the files that are served. All by default.
 * @param disposition Whether files are displayed or downloaded. By default only those
 * that could run something in a browser and come from strangers are downloaded.
 * @param cors Which pages of other origins may read the files.
 * @since 0.1.0
 */
@ConfigurationProperties("media")
public record MediaProperties(@DefaultValue("true") boolean enabled, @Nullable String root,
		@DefaultValue("/media/") String url, @Nullable String publicUrl, @DefaultValue("fail") MissingRoot missingRoot,
		@Nullable String adminPrefix, @DefaultValue(BUNDLED) List<String> adminRoot,
		@DefaultValue Map<String, MountProperties> mounts, @DefaultValue("mvc") Mount.Dispatch dispatch,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s") Duration sendTimeout,
		@DefaultValue("media") Errors errors, Mount.@Nullable Content content,
		@DefaultValue @NestedConfigurationProperty CacheControlProperties cacheControl, @Nullable List<String> index,
		@DefaultValue("within-root") MediaLocation.Symlinks symlinks,
		@DefaultValue("file") MediaLocation.EtagSource etag, @Nullable Boolean precompressed,
		@DefaultValue Map<String, MediaType> types, @DefaultValue Map<String, String> headers,
		@DefaultValue List<String> extensions, Mount.@Nullable Disposition disposition,
		@NestedConfigurationProperty @Nullable CorsProperties cors) implements PolicyProperties {

	private static final String BUNDLED = "classpath:/META-INF/media/admin/";

	/**
	 * A mount other than those of the media and of the admin.
	 *
	 * @param url Prefix of the paths under which the files are served. An absolute URL
	 * binds them to its host.
	 * @param root Location of the files: a directory, a "file:" URL or a "classpath:"
	 * location.
	 * @param content Who wrote the files: strangers (user) or the application's own
	 * people (site). Files of strangers cannot run scripts. Site content by default.
	 * @param cacheControl Directives of the field "Cache-Control". Caches ask again each
	 * time by default.
	 * @param index Names of the files that are tried when a directory is asked for.
	 * "index.html" by default for site content, and none for user content.
	 * @param symlinks Which symbolic links below the root are followed.
	 * @param etag What entity tags are made of: the identity of the file, or a hash of
	 * its content that is equal on several hosts.
	 * @param precompressed Whether a ".br", ".zst" or ".gz" file is sent in place of the
	 * file it stands beside. Enabled by default for site content, and disabled for user
	 * content.
	 * @param types Media types by extension or by the whole name of a file, in place of
	 * those of the built-in table.
	 * @param headers Header fields that are added to every answer with a file.
	 * @param extensions Extensions of the files that are served. All by default.
	 * @param disposition Whether files are displayed or downloaded. By default only those
	 * that could run something in a browser and come from strangers are downloaded.
	 * @param cors Which pages of other origins may read the files.
	 * @param dispatch Whether the files are served behind all filters in place of
	 * Spring's dispatcher (mvc), or before the application's filters and Spring Security
	 * (filter). As "media.dispatch" says by default.
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
	 * What to do about a directory that does not exist.
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
	 * Which response a request for a missing file gets.
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
