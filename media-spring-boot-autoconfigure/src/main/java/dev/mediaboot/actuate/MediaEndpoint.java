package dev.mediaboot.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.statistics.Counts;
import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.MediaStatistics;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;

/**
 * Endpoint that shows what is mounted, what has been served, and which problems occurred.
 *
 * <pre class="code">
 * curl localhost:8080/actuator/media
 * curl localhost:8080/actuator/media/css
 * </pre>
 *
 * @since 0.1.0
 */
@Endpoint(id = "media")
public final class MediaEndpoint {

	private final MediaRegistry registry;

	private final MediaStatistics statistics;

	private final MediaHistory history;

	private final CacheFigures.Source cache;

	private final Show showValues;

	/**
	 * Creates an endpoint.
	 * @param registry the live mounts
	 * @param statistics the statistics of the mounts
	 * @param history the history of the totals
	 * @param cache supplies the figures of the cache
	 * @param showValues when the locations of mounts are shown
	 */
	public MediaEndpoint(MediaRegistry registry, MediaStatistics statistics, MediaHistory history,
			CacheFigures.Source cache, Show showValues) {
		this.registry = registry;
		this.statistics = statistics;
		this.history = history;
		this.cache = cache;
		this.showValues = showValues;
	}

	/**
	 * Describes all mounts.
	 * @return the mounts in match order, the totals, the history and the last problems
	 */
	@ReadOperation
	public MediaDescriptor media() {
		return media(this.showValues == Show.ALWAYS);
	}

	/**
	 * Describes one mount.
	 * @param prefix the segments of its prefix, after its host if it is bound to one
	 * @return the mount, or {@code null} when there is none
	 */
	@ReadOperation
	public MediaDescriptor.@Nullable MountDescriptor mount(@Selector(match = Match.ALL_REMAINING) String... prefix) {
		return mount(this.showValues == Show.ALWAYS, prefix);
	}

	MediaDescriptor media(boolean showLocations) {
		List<MediaDescriptor.MountDescriptor> mounts = new ArrayList<>();
		for (MediaRegistry.Registration registration : this.registry.registrations()) {
			mounts.add(describe(registration, showLocations));
		}
		Counts total = Counts.sum(this.statistics.counts().values());
		return new MediaDescriptor(mounts, MediaDescriptor.TotalsDescriptor.of(total), this.cache.get(),
				total.writers(),
				new MediaDescriptor.HistoryDescriptor(MediaDescriptor.SeriesDescriptor.of(this.history.seconds()),
						MediaDescriptor.SeriesDescriptor.of(this.history.minutes())),
				problems(showLocations));
	}

	MediaDescriptor.@Nullable MountDescriptor mount(boolean showLocations, String... prefix) {
		String path = String.join("/", prefix);
		MediaRegistry.Registration found = null;
		for (MediaRegistry.Registration registration : this.registry.registrations()) {
			Mount mount = registration.mount();
			// Mounts bound to a host come first in the list, but the others are preferred
			if (mount.prefix().toString().equals(path)
					|| (mount.host() != null && path.equals(mount.host() + "/" + mount.prefix()))) {
				found = registration;
			}
		}
		return (found != null) ? describe(found, showLocations) : null;
	}

	private MediaDescriptor.MountDescriptor describe(MediaRegistry.Registration registration, boolean showLocation) {
		Mount mount = registration.mount();
		String problem = registration.problem();
		Counts counts = this.statistics.counts(mount.url());
		return new MediaDescriptor.MountDescriptor(mount.url(), "/" + mount.prefix(), mount.host(),
				showLocation ? mount.location() : SanitizableData.SANITIZED_VALUE,
				mount.policy().content().name().toLowerCase(Locale.ROOT), mount.policy().cacheControl(),
				mount.policy().index(), mount.policy().precompressed(), mount.policy().extensions(),
				(mount.policy().disposition() != null) ? mount.policy().disposition().name().toLowerCase(Locale.ROOT)
						: null,
				mount.policy().cors() != null, mount.policy().dispatch().name().toLowerCase(Locale.ROOT),
				mount.policy().accessDescription(), (problem == null) ? "up" : "down",
				(problem == null || showLocation) ? problem : "The location cannot be read", registration.generation(),
				MediaDescriptor.TotalsDescriptor.of((counts != null) ? counts : Counts.sum(List.of())));
	}

	private List<MediaDescriptor.ProblemDescriptor> problems(boolean showDetails) {
		List<MediaDescriptor.ProblemDescriptor> problems = new ArrayList<>();
		for (MediaStatistics.ReportedProblem problem : this.statistics.problems()) {
			problems
				.add(new MediaDescriptor.ProblemDescriptor(problem.time().toString(), problem.kind(), problem.mount(),
						showDetails ? problem.detail() : SanitizableData.SANITIZED_VALUE, problem.times()));
		}
		return problems;
	}

}
