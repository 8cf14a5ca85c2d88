package dev.mediaboot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Registry whose mounts are an immutable snapshot, replaced as a whole.
 */
final class DefaultMediaRegistry implements MediaRegistry {

	private static final Log logger = LogFactory.getLog(MediaRegistry.class);

	private final boolean live;

	private final MediaStoreDecorator decorator;

	private final MountGuard guard;

	private final Mount.Dispatch dispatch;

	private final boolean missingIgnored;

	private long generation;

	private volatile Snapshot snapshot = Snapshot.of(List.of(), List.of());

	DefaultMediaRegistry(boolean live, MediaStoreDecorator decorator, MountGuard guard, Mount.Dispatch dispatch,
			boolean missingIgnored) {
		this.live = live;
		this.decorator = decorator;
		this.guard = guard;
		this.dispatch = dispatch;
		this.missingIgnored = missingIgnored;
	}

	@Override
	public Registration mount(Mount chosen) {
		Mount mount = checked(chosen);
		synchronized (this) {
			MountRegistration present = find(mount.mountUrl());
			if (present != null) {
				throw new InvalidMountException(
						"'" + mount.url() + "' is mounted already, from " + present.mount().location(),
						"Choose another prefix, or, in code, unmount the first one or replace it with remount.");
			}
			return replace(null, mount);
		}
	}

	@Override
	public Registration remount(Mount chosen) {
		Mount mount = checked(chosen);
		synchronized (this) {
			return replace(find(mount.mountUrl()), mount);
		}
	}

	@Override
	public boolean unmount(String url) {
		MountUrl place = MountUrl.parse(url);
		MountRegistration registration = find(place);
		while (registration != null && !remove(registration)) {
			// Another thread has mounted something else there meanwhile
			registration = find(place);
		}
		return registration != null;
	}

	@Override
	public @Nullable Mount find(String url) {
		MountRegistration registration = find(MountUrl.parse(url));
		return (registration != null) ? registration.mount() : null;
	}

	private @Nullable MountRegistration find(MountUrl url) {
		for (MountRegistration registration : this.snapshot.registrations()) {
			if (registration.mount().mountUrl().isSamePlace(url)) {
				return registration;
			}
		}
		return null;
	}

	@Override
	public List<Mount> mounts() {
		return this.snapshot.registrations().stream().map(MountRegistration::mount).toList();
	}

	@Override
	public List<Registration> registrations() {
		return List.copyOf(this.snapshot.registrations());
	}

	@Override
	public @Nullable Match match(String host, String rawPath) {
		return this.snapshot.match(host, rawPath);
	}

	@Override
	public boolean dispatches(Mount.Dispatch dispatch) {
		return this.snapshot.dispatches().contains(dispatch);
	}

	/** Runs outside the lock: stores and guards may do anything. */
	private Mount checked(Mount chosen) {
		Mount mount = chosen.withDefaultDispatch(this.dispatch);
		if (this.live) {
			checkStore(mount);
			this.guard.check(mount);
		}
		return mount;
	}

	private void checkStore(Mount mount) {
		try {
			mount.store().check();
		}
		catch (MissingDirectoryException ex) {
			if (!this.missingIgnored) {
				throw ex;
			}
			logger.warn("Nothing is served from " + mount.url() + " for now. " + ex.getMessage());
		}
	}

	private Registration replace(@Nullable MountRegistration before, Mount mount) {
		MediaStore store = this.decorator.decorate(mount.store());
		this.generation++;
		MountRegistration after = new MountRegistration(this, this.generation, mount,
				(store != mount.store()) ? mount.withStore(store) : mount);
		List<MountRegistration> registrations = new ArrayList<>(this.snapshot.registrations());
		registrations.remove(before);
		registrations.add(after);
		List<Mount> closed = new ArrayList<>(this.snapshot.closed());
		closed.removeIf((gone) -> gone.mountUrl().isSamePlace(mount.mountUrl()));
		this.snapshot = Snapshot.of(registrations, closed);
		log("Serving " + mount);
		return after;
	}

	private boolean remove(MountRegistration registration) {
		if (!this.snapshot.registrations().contains(registration)) {
			return false;
		}
		Mount mount = registration.mount();
		Mount outer = around(mount, this.snapshot.registrations());
		boolean isProtected = this.live && this.guard.isProtected(mount, outer);
		synchronized (this) {
			List<MountRegistration> registrations = new ArrayList<>(this.snapshot.registrations());
			if (!registrations.remove(registration)) {
				return false;
			}
			List<Mount> closed = new ArrayList<>(this.snapshot.closed());
			if (isProtected) {
				// Even without a mount around it: one may be added later.
				closed.add(mount.withStore((path) -> null));
			}
			this.snapshot = Snapshot.of(registrations, closed);
			log("No longer serving " + mount.url() + "/**");
			if (isProtected && outer != null) {
				logger.warn("What is below '" + mount.url() + "' was protected: it is answered with 404 instead of "
						+ "falling to '" + outer.url() + "', until something is mounted there again");
			}
			return true;
		}
	}

	/**
	 * Returns the mount that takes over the paths of another one when that is removed.
	 */
	private static @Nullable Mount around(Mount mount, List<MountRegistration> registrations) {
		String host = (mount.host() != null) ? mount.host() : "";
		for (MountRegistration registration : registrations) {
			Mount other = registration.mount();
			if (other != mount && other.mountUrl().owns(host, mount.prefix().segments())) {
				return other;
			}
		}
		return null;
	}

	private void log(String message) {
		if (this.live) {
			logger.info(message);
		}
	}

	/**
	 * One mounting of a mount; mounting the same mount again creates another.
	 */
	private static final class MountRegistration implements Registration {

		private final DefaultMediaRegistry registry;

		private final long generation;

		private final Mount mount;

		/** The mount as requests see it, with its store decorated. */
		private final Mount served;

		MountRegistration(DefaultMediaRegistry registry, long generation, Mount mount, Mount served) {
			this.registry = registry;
			this.generation = generation;
			this.mount = mount;
			this.served = served;
		}

		@Override
		public Mount mount() {
			return this.mount;
		}

		@Override
		public long generation() {
			return this.generation;
		}

		@Override
		public void close() {
			this.registry.remove(this);
		}

		@Override
		public String toString() {
			return this.mount.toString();
		}

	}

	/**
	 * A place among the URLs: a mount, or a closed place where a protected one was.
	 */
	private record Place(Mount mount, boolean closed) {
	}

	/**
	 * The mounts in match order. The first segments of their prefixes rule out most of
	 * the application's requests with one lookup.
	 */
	private record Snapshot(List<MountRegistration> registrations, List<Mount> closed, List<Place> places,
			Set<String> firstSegments, Set<Mount.Dispatch> dispatches) {

		private static final Comparator<Mount> MATCH_ORDER = Comparator.comparing((Mount mount) -> mount.host() == null)
			.thenComparing((mount) -> -mount.prefix().segments().size())
			.thenComparing(Mount::url);

		static Snapshot of(List<MountRegistration> registrations, List<Mount> closed) {
			List<MountRegistration> sorted = registrations.stream()
				.sorted(Comparator.comparing(MountRegistration::mount, MATCH_ORDER))
				.toList();
			List<Place> places = Stream
				.concat(registrations.stream().map((registration) -> new Place(registration.served, false)),
						closed.stream().map((mount) -> new Place(mount, true)))
				.sorted(Comparator.comparing(Place::mount, MATCH_ORDER))
				.toList();
			return new Snapshot(sorted, List.copyOf(closed), places,
					sorted.stream()
						.map((registration) -> registration.mount.prefix().segments().get(0))
						.collect(Collectors.toUnmodifiableSet()),
					sorted.stream()
						.map((registration) -> registration.mount.dispatch())
						.collect(Collectors.toUnmodifiableSet()));
		}

		@Nullable Match match(String host, String rawPath) {
			if (!this.firstSegments.contains(RequestPath.firstSegment(rawPath))) {
				return null;
			}
			RequestPath path = RequestPath.parse(rawPath);
			List<String> segments = path.segments();
			Mount closed = null;
			for (Place place : this.places) {
				Mount mount = place.mount();
				if (!mount.mountUrl().owns(host, segments)) {
					continue;
				}
				if (place.closed()) {
					closed = (closed != null) ? closed : mount;
				}
				else if (closed != null) {
					return new Match(closed, null);
				}
				else {
					List<String> rest = segments.subList(mount.prefix().segments().size(), segments.size());
					return new Match(mount, MediaPath.of(rest, path.directory()));
				}
			}
			// Without a mount around the closed place, the path is the application's
			return null;
		}

	}

}
