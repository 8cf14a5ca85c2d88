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

	private volatile Snapshot snapshot = Snapshot.of(List.of());

	DefaultMediaRegistry(boolean live) {
		this.live = live;
	}

	@Override
	public Registration mount(Mount mount) {
		check(mount);
		synchronized (this) {
			if (find(mount.url()) != null) {
				throw new InvalidMountException("'" + mount.url() + "' is mounted already",
						"Choose another prefix, unmount the first one, or replace it with remount.");
			}
			replace(null, mount);
		}
		return mounted(mount);
	}

	@Override
	public Registration remount(Mount mount) {
		check(mount);
		synchronized (this) {
			replace(find(mount.url()), mount);
		}
		return mounted(mount);
	}

	@Override
	public synchronized boolean unmount(String url) {
		Mount mount = find(url);
		if (mount != null) {
			replace(mount, null);
			logger.info("No longer serving " + mount.url() + "/**");
		}
		return mount != null;
	}

	@Override
	public @Nullable Mount find(String url) {
		String normalized = MountUrl.parse(url).toString();
		for (Mount mount : this.snapshot.mounts()) {
			if (mount.url().equals(normalized)) {
				return mount;
			}
		}
		return null;
	}

	@Override
	public List<Mount> mounts() {
		return this.snapshot.mounts();
	}

	@Override
	public @Nullable Match match(String host, String rawPath) {
		return this.snapshot.match(host, rawPath);
	}

	private void check(Mount mount) {
		if (this.live) {
			mount.store().check();
		}
	}

	private Registration mounted(Mount mount) {
		if (this.live) {
			logger.info("Serving " + mount);
		}
		return new MountRegistration(mount);
	}

	private void replace(@Nullable Mount before, @Nullable Mount after) {
		List<Mount> mounts = new ArrayList<>(this.snapshot.mounts());
		mounts.remove(before);
		if (after != null) {
			mounts.add(after);
		}
		this.snapshot = Snapshot.of(mounts);
	}

	private final class MountRegistration implements Registration {

		private final Mount mount;

		MountRegistration(Mount mount) {
			this.mount = mount;
		}

		@Override
		public Mount mount() {
			return this.mount;
		}

		@Override
		public void close() {
			synchronized (DefaultMediaRegistry.this) {
				if (find(this.mount.url()) == this.mount) {
					unmount(this.mount.url());
				}
			}
		}

	}

	/**
	 * The mounts in match order, with the first segments of their prefixes: enough to
	 * leave most requests of the application alone after one look.
	 */
	private record Snapshot(List<Mount> mounts, Set<String> firstSegments) {

		private static final Comparator<Mount> MATCH_ORDER = Comparator
			.comparing((Mount mount) -> mount.location().host() == null)
			.thenComparing((mount) -> -mount.location().segments().size())
			.thenComparing(Mount::url);

		static Snapshot of(List<Mount> mounts) {
			return new Snapshot(mounts.stream().sorted(MATCH_ORDER).toList(),
					mounts.stream()
						.map((mount) -> mount.location().segments().get(0))
						.collect(Collectors.toUnmodifiableSet()));
		}

		@Nullable Match match(String host, String rawPath) {
			if (!this.firstSegments.contains(RequestPath.firstSegment(rawPath))) {
				return null;
			}
			RequestPath path = RequestPath.parse(rawPath);
			for (Mount mount : this.mounts) {
				MountUrl location = mount.location();
				if (location.owns(host, path.segments())) {
					List<String> rest = path.segments().subList(location.segments().size(), path.segments().size());
					return new Match(mount, MediaPath.of(rest, path.directory()));
				}
			}
			return null;
		}

	}

}
