package dev.mediaboot;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The mounts in match order. The first segments of their prefixes rule out most of the
 * application's requests with one lookup.
 */
record MountTable(List<MountRegistration> registrations, List<Mount> closed, List<Place> places,
		Set<String> firstSegments, Set<Mount.Dispatch> dispatches) {

	private static final Comparator<Mount> MATCH_ORDER = Comparator.comparing((Mount mount) -> mount.host() == null)
		.thenComparing((mount) -> -mount.prefix().segments().size())
		.thenComparing(Mount::url);

	static MountTable of(List<MountRegistration> registrations, List<Mount> closed) {
		List<MountRegistration> sorted = registrations.stream()
			.sorted(Comparator.comparing(MountRegistration::mount, MATCH_ORDER))
			.toList();
		List<Place> places = Stream
			.concat(registrations.stream().map((registration) -> new Place(registration.mount(), registration.store())),
					closed.stream().map((mount) -> new Place(mount, null)))
			.sorted(Comparator.comparing(Place::mount, MATCH_ORDER))
			.toList();
		return new MountTable(sorted, List.copyOf(closed), places,
				sorted.stream()
					.map((registration) -> registration.mount().prefix().segments().get(0))
					.collect(Collectors.toUnmodifiableSet()),
				sorted.stream()
					.map((registration) -> registration.mount().policy().dispatch())
					.collect(Collectors.toUnmodifiableSet()));
	}

	MediaRegistry.@Nullable Match match(String host, String rawPath) {
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
			MediaStore store = place.store();
			if (store == null) {
				closed = (closed != null) ? closed : mount;
			}
			else if (closed != null) {
				return new MediaRegistry.Match(closed, Mount.NOTHING, null);
			}
			else {
				List<String> rest = segments.subList(mount.prefix().segments().size(), segments.size());
				return new MediaRegistry.Match(mount, store, MediaPath.of(rest, path.directory()));
			}
		}
		// Without a mount around the closed place, the path is the application's
		return null;
	}

	/**
	 * A place among the URLs: a mount, or a closed place where a protected one was.
	 *
	 * @param store the store of the mount, or {@code null} when the place is closed
	 */
	private record Place(Mount mount, @Nullable MediaStore store) {
	}

}
