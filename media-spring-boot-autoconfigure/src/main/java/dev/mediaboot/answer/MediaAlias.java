package dev.mediaboot.answer;

import java.util.List;

import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Gives files further names, which say for how long a response may be cached. It is asked
 * only when there is no file of the requested name.
 * <p>
 * A request for a further name gets the same response as one for the file itself, except
 * for the {@code Cache-Control} field: the same rules about access decide, before the
 * file is looked for, and the same media type and disposition apply.
 *
 * <pre class="code">
 * MediaAlias latest = (match, path) -&gt; path.name().equals("app-latest.zip") ? new Release("app-1.2.0.zip") : null;
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaAlias {

	/**
	 * Gives no file another name.
	 */
	MediaAlias NONE = (match, path) -> null;

	/**
	 * Returns what a name stands for. Nothing is looked up yet, because the file may be
	 * hidden from the client.
	 * @param match the mount of the request
	 * @param path the path that was requested, which is not that of a directory
	 * @return the file that the name may stand for, or {@code null} when it is no further
	 * name of any file
	 */
	@Nullable Target resolve(MediaRegistry.Match match, MediaPath path);

	/**
	 * Combines several.
	 * @param aliases the aliases in the order they are asked
	 * @return an alias that returns the first target
	 */
	static MediaAlias firstOf(List<MediaAlias> aliases) {
		if (aliases.size() <= 1) {
			return aliases.isEmpty() ? NONE : aliases.get(0);
		}
		return (match, path) -> {
			for (int i = 0; i < aliases.size(); i++) {
				Target target = aliases.get(i).resolve(match, path);
				if (target != null) {
					return target;
				}
			}
			return null;
		};
	}

	/**
	 * The file that a name may stand for.
	 */
	interface Target {

		/**
		 * Redirects the client to the file's own name.
		 */
		String UNKNOWN = "";

		/**
		 * Returns the path of the file.
		 * @return the path below the same mount
		 */
		MediaPath path();

		/**
		 * Decides, once the file has been found, whether the name stands for it.
		 * @param file the file, which stays open
		 * @return the value of the {@code Cache-Control} field; {@link #UNKNOWN} when
		 * that cannot be told yet; or {@code null} when the name does not stand for this
		 * version of the file, and so for no file
		 */
		@Nullable String cacheControl(MediaFile file);

		/**
		 * Decides how long a precompressed sibling of the file may be cached under the
		 * name. It may be of another version than the file, about which the other method
		 * has decided before.
		 * @param sibling the sibling that is sent in its place, which stays open
		 * @return the value of the {@code Cache-Control} field, or {@code null} for that
		 * of the mount
		 */
		default @Nullable String siblingCacheControl(MediaFile sibling) {
			return null;
		}

	}

}
