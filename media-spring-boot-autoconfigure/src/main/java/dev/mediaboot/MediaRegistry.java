package dev.mediaboot;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The live set of mounts: mounting and unmounting take effect from the next request on.
 * <p>
 * May be used at any time and from any thread. A request sees a change either completely
 * or not at all, and a request in flight finishes with the mounts it started with.
 *
 * <pre class="code">
 * &#64;Configuration
 * class Assets {
 * 	Assets(MediaRegistry media) {
 * 		media.mount("/css", Path.of("/srv/assets/css"));
 * 		media.mount("/js", "classpath:/assets/js/");
 * 	}
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public interface MediaRegistry {

	/**
	 * Mounts a directory as site content: files that the application's own people wrote.
	 * For files that strangers wrote, use
	 * {@code Mount.of(…).withContent(Mount.Content.USER)}.
	 * @param url a prefix ({@code /css}), or one bound to a host
	 * ({@code https://media.example.com/css})
	 * @param directory the directory
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the prefix is taken or not a prefix, or the
	 * directory cannot be served
	 */
	default Registration mount(String url, Path directory) {
		return mount(Mount.of(url, directory));
	}

	/**
	 * Mounts a location as site content.
	 * @param url a prefix, or one bound to a host
	 * @param location a directory, a {@code file:} URL or a {@code classpath:} location
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the prefix is taken or not a prefix, or the
	 * location cannot be served
	 */
	default Registration mount(String url, String location) {
		return mount(Mount.of(url, location));
	}

	/**
	 * Mounts a store as site content.
	 * @param url a prefix, or one bound to a host
	 * @param store where the bytes come from
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the prefix is taken or not a prefix, or the
	 * store cannot serve
	 */
	default Registration mount(String url, MediaStore store) {
		return mount(Mount.of(url, store));
	}

	/**
	 * Adds a mount at a URL that is not taken.
	 * @param mount the mount
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the prefix is taken, the store cannot serve, or
	 * a {@linkplain MountGuard guard} refuses
	 */
	Registration mount(Mount mount);

	/**
	 * Adds a mount, in place of the one at the same URL if there is one.
	 * @param mount the mount
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the store cannot serve, or a
	 * {@linkplain MountGuard guard} refuses; the previous mount then stays
	 */
	Registration remount(Mount mount);

	/**
	 * Removes a mount. Its URLs return to the application, or to the mount that it lay
	 * within, unless the mount {@linkplain MountGuard#isProtected was protected}: then
	 * they stay closed.
	 * @param url the URL it was mounted with, however its slashes were written
	 * @return whether there was a mount to remove
	 * @throws InvalidMountException when the URL is not a prefix
	 */
	boolean unmount(String url);

	/**
	 * Applies all customizers to the current mounts, some of which may have been mounted
	 * before every customizer existed. Handles of mounts stay valid.
	 * @throws InvalidMountException when a customized mount cannot be served; mounts that
	 * follow it stay as they are
	 */
	void customize();

	/**
	 * Returns the mount at a URL.
	 * @param url the URL it was mounted with, however its slashes were written
	 * @return the mount, or {@code null} when there is none
	 * @throws InvalidMountException when the URL is not a prefix
	 */
	@Nullable Mount find(String url);

	/**
	 * Returns the mounts in the order they are matched: mounts that are bound to a host
	 * before others, longer prefixes before shorter ones.
	 * @return an immutable snapshot
	 */
	List<Mount> mounts();

	/**
	 * Returns the mountings in the order they are matched.
	 * @return an immutable snapshot
	 */
	List<Registration> registrations();

	/**
	 * Finds the mount that owns a path.
	 * @param host the server name of the request
	 * @param rawPath the path of the request below the application, percent-encoded
	 * @return the match, or {@code null} when the path belongs to the application
	 */
	@Nullable Match match(String host, String rawPath);

	/**
	 * Finds the mount that owns a path of a mount: that mount, or one within it.
	 * @param mount the mount
	 * @param path the path in the mount
	 * @return the match, or {@code null} when neither is mounted
	 */
	default @Nullable Match match(Mount mount, MediaPath path) {
		String host = (mount.host() != null) ? mount.host() : "";
		return match(host, "/" + mount.prefix().toUriPath() + "/" + path.toUriPath());
	}

	/**
	 * Whether any mount has a certain dispatch.
	 * @param dispatch the dispatch to look for
	 * @return whether there is one
	 */
	boolean dispatches(Mount.Dispatch dispatch);

	/**
	 * Creates a registry that checks every mount and reports it in the log.
	 * @param factory makes stores of locations, such as {@code MediaStores.factory()}
	 * @return a registry without mounts
	 */
	static MediaRegistry create(MediaStoreFactory factory) {
		return create(factory, (store, mount) -> store);
	}

	/**
	 * Creates a registry that checks every mount, reports it in the log, and decorates
	 * its store.
	 * @param factory makes stores of locations
	 * @param decorator decorates the store of each mount
	 * @return a registry without mounts
	 */
	static MediaRegistry create(MediaStoreFactory factory, MediaStoreDecorator decorator) {
		return new DefaultMediaRegistry(true, new MediaStoreFactories(List.of(factory)), decorator, (mount) -> {
		}, UnaryOperator.identity(), false, true);
	}

	/**
	 * Creates a registry that customizes and checks every mount, consults a guard,
	 * decorates the store, and reports the mount in the log. The first mounts are
	 * reported when {@link #customize()} is called, once all customizers exist.
	 * @param factory makes stores of locations
	 * @param decorator decorates the store of each mount
	 * @param guard decides whether a mount is permitted
	 * @param customizer changes each mount before it is checked
	 * @param missingIgnored whether a directory that does not exist may be mounted
	 * @return a registry without mounts
	 */
	static MediaRegistry create(MediaStoreFactory factory, MediaStoreDecorator decorator, MountGuard guard,
			UnaryOperator<Mount> customizer, boolean missingIgnored) {
		return new DefaultMediaRegistry(true, new MediaStoreFactories(List.of(factory)), decorator, guard, customizer,
				missingIgnored, false);
	}

	/**
	 * Creates a registry for an application that serves nothing: it accepts mounts
	 * without checking their stores, so that code that mounts directories works
	 * everywhere.
	 * @return a registry without mounts
	 */
	static MediaRegistry noOp() {
		return new DefaultMediaRegistry(false, new MediaStoreFactories(List.of()), (store, mount) -> store, (mount) -> {
		}, UnaryOperator.identity(), true, false);
	}

	/**
	 * A mount and the path within it that a request asks for.
	 *
	 * @param mount the mount that owns the path of the request
	 * @param store the store of the mount, decorated
	 * @param path the rest of the path, or {@code null} when it contains a name that must
	 * not be looked up
	 */
	record Match(Mount mount, MediaStore store, @Nullable MediaPath path) {
	}

	/**
	 * A handle for one mounting.
	 */
	interface Registration extends AutoCloseable {

		/**
		 * Returns the mount that was mounted.
		 * @return the mount
		 */
		Mount mount();

		/**
		 * Returns the store that serves the requests.
		 * @return the store of the mount, decorated
		 */
		MediaStore store();

		/**
		 * Checks that the files can be served now.
		 * @return {@code null}, or else the problem in one sentence
		 */
		@Nullable String problem();

		/**
		 * Returns the number of this mounting in its registry.
		 * @return a number that starts at one and grows with every mounting
		 */
		long generation();

		/**
		 * Unmounts, unless the mount has already been removed or replaced.
		 */
		@Override
		void close();

	}

}
