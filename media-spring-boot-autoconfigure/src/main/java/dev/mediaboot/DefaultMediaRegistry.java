package dev.mediaboot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

	private final boolean missingIgnored;

	private long generation;

	private volatile Snapshot snapshot = Snapshot.of(List.of());

	DefaultMediaRegistry(boolean live, MediaStoreDecorator decorator, boolean missingIgnored) {
		this.live = live;
		this.decorator = decorator;
		this.missingIgnored = missingIgnored;
	}

	@Override
	public Registration mount(Mount mount) {
		check(mount);
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
	public Registration remount(Mount mount) {
		check(mount);
		synchronized (this) {
			return replace(find(mount.mountUrl()), mount);
		}
	}

	@Override
	public synchronized boolean unmount(String url) {
		MountRegistration registration = find(MountUrl.parse(url));
		if (registration == null) {
			return false;
		}
		remove(registration);
		return true;
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

	private void check(Mount mount) {
		if (!this.live) {
			return;
		}
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
		this.snapshot = Snapshot.of(registrations);
		log("Serving " + mount);
		return after;
	}

	private synchronized void remove(MountRegistration registration) {
		List<MountRegistration> registrations = new ArrayList<>(this.snapshot.registrations());
		if (registrations.remove(registration)) {
			this.snapshot = Snapshot.of(registrations);
			log("No longer serving " + registration.mount().url() + "/**");
		}
	}

	private void log(String message) {
		if (this.live) {
			logger.info(message);
		}
	}

	/**
	 * One mounting: mounting the same mount again is another one.
	 */
	private static final class MountRegistration implements Registration {

		private final DefaultMediaRegistry registry;

		private final long generation;

		private final Mount mount;

		/** What requests see of the mount. */
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
	 * The mounts in match order, with the first segments of their prefixes: enough to
	 * leave most requests of the application alone after one look.
	 */
	private record Snapshot(List<MountRegistration> registrations, List<Mount> served, Set<String> firstSegments) {

		private static final Comparator<Mount> MATCH_ORDER = Comparator.comparing((Mount mount) -> mount.host() == null)
			.thenComparing((mount) -> -mount.prefix().segments().size())
			.thenComparing(Mount::url);

		static Snapshot of(List<MountRegistration> registrations) {
			List<MountRegistration> sorted = registrations.stream()
				.sorted(Comparator.comparing(MountRegistration::mount, MATCH_ORDER))
				.toList();
			return new Snapshot(sorted, sorted.stream().map((registration) -> registration.served).toList(),
					sorted.stream()
						.map((registration) -> registration.mount.prefix().segments().get(0))
						.collect(Collectors.toUnmodifiableSet()));
		}

		@Nullable Match match(String host, String rawPath) {
			if (!this.firstSegments.contains(RequestPath.firstSegment(rawPath))) {
				return null;
			}
			RequestPath path = RequestPath.parse(rawPath);
			List<String> segments = path.segments();
			for (Mount mount : this.served) {
				if (mount.mountUrl().owns(host, segments)) {
					List<String> rest = segments.subList(mount.prefix().segments().size(), segments.size());
					return new Match(mount, MediaPath.of(rest, path.directory()));
				}
			}
			return null;
		}

	}

}
