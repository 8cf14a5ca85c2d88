package dev.mediaboot;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The live set of mounts: what is mounted is served from the next request on, what is
 * unmounted is not.
 * <p>
 * May be used at any time and from any thread; a request sees either all of a change or
 * nothing of it, and one in flight finishes on what it started with.
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
	 * For files of strangers use {@code Mount.of(…).withContent(Mount.Content.USER)}.
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
	 * Mounts what is not mounted yet.
	 * @param mount the mount
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the prefix is taken, the store cannot serve, or
	 * a {@linkplain MountGuard guard} refuses
	 */
	Registration mount(Mount mount);

	/**
	 * Mounts in place of whatever is mounted at the same URL, if anything is.
	 * @param mount the mount
	 * @return a handle that unmounts when closed
	 * @throws InvalidMountException when the store cannot serve, or a
	 * {@linkplain MountGuard guard} refuses; the mount before stays
	 */
	Registration remount(Mount mount);

	/**
	 * Removes a mount. Its URLs are the application's again, or those of the mount that
	 * it lay within; but what {@linkplain MountGuard#isProtected was protected} stays
	 * closed.
	 * @param url the URL it was mounted with, however its slashes were written
	 * @return whether there was one
	 * @throws InvalidMountException when that is not a prefix
	 */
	boolean unmount(String url);

	/**
	 * Returns the mount with a URL.
	 * @param url the URL it was mounted with, however its slashes were written
	 * @return the mount, or {@code null}
	 * @throws InvalidMountException when that is not a prefix
	 */
	@Nullable Mount find(String url);

	/**
	 * Returns the mounts in the order they are matched: bound to a host before others,
	 * longer prefixes before shorter ones.
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
	 * @return the match, or {@code null} when the path is the application's
	 */
	@Nullable Match match(String host, String rawPath);

	/**
	 * Whether there is a mount that is dispatched in a certain way.
	 * @param dispatch where its requests leave the way of those for the application
	 * @return whether there is one
	 */
	boolean dispatches(Mount.Dispatch dispatch);

	/**
	 * Creates a registry that checks every mount and reports it in the log.
	 * @return a registry without mounts
	 */
	static MediaRegistry live() {
		return live((store) -> store);
	}

	/**
	 * Creates a registry that checks every mount, reports it in the log, and puts
	 * something in front of its store.
	 * @param decorator what is put there
	 * @return a registry without mounts
	 */
	static MediaRegistry live(MediaStoreDecorator decorator) {
		return live(decorator, (mount) -> {
		}, Mount.Dispatch.MVC, false);
	}

	/**
	 * Creates a registry that checks every mount, reports it in the log, puts something
	 * in front of its store, and asks somebody before.
	 * @param decorator what is put there
	 * @param guard has a say in what is mounted
	 * @param dispatch holds for the mounts that do not say how they are dispatched
	 * @param missingIgnored whether a directory that does not exist may be mounted
	 * @return a registry without mounts
	 */
	static MediaRegistry live(MediaStoreDecorator decorator, MountGuard guard, Mount.Dispatch dispatch,
			boolean missingIgnored) {
		return new DefaultMediaRegistry(true, decorator, guard, dispatch, missingIgnored);
	}

	/**
	 * Creates a registry for an application that serves nothing: it takes mounts without
	 * looking at their stores, so that code which mounts works everywhere.
	 * @return a registry without mounts
	 */
	static MediaRegistry inert() {
		return new DefaultMediaRegistry(false, (store) -> store, (mount) -> {
		}, Mount.Dispatch.MVC, true);
	}

	/**
	 * A mount and the place in it that a request asks for.
	 *
	 * @param mount the mount that owns the path of the request, its store decorated
	 * @param path the rest of the path, or {@code null} when it holds what may not be
	 * looked up
	 */
	record Match(Mount mount, @Nullable MediaPath path) {
	}

	/**
	 * Handle of one mounting.
	 */
	interface Registration extends AutoCloseable {

		/**
		 * Returns what was mounted.
		 * @return the mount
		 */
		Mount mount();

		/**
		 * Returns which mounting of this registry it is.
		 * @return a number that grows with every mounting, from one
		 */
		long generation();

		/**
		 * Unmounts, unless that has happened already or something else was mounted in its
		 * place.
		 */
		@Override
		void close();

	}

}
