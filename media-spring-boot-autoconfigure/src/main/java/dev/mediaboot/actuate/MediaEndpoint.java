package dev.mediaboot.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.ExportedConfiguration;
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

	private final @Nullable ExportedConfiguration configuration;

	/**
	 * Creates an endpoint.
	 * @param registry the live mounts
	 * @param statistics the statistics of the mounts
	 * @param history the history of the totals
	 * @param cache supplies the figures of the cache
	 * @param showValues when the locations of mounts are shown
	 * @param configuration the configuration of a web server, or {@code null} when there
	 * is none to show
	 */
	public MediaEndpoint(MediaRegistry registry, MediaStatistics statistics, MediaHistory history,
			CacheFigures.Source cache, Show showValues, @Nullable ExportedConfiguration configuration) {
		this.registry = registry;
		this.statistics = statistics;
		this.history = history;
		this.cache = cache;
		this.showValues = showValues;
		this.configuration = configuration;
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
	 * Describes one mount, or writes the configuration of a web server.
	 * @param path the segments of the prefix of a mount, after its host if it is bound to
	 * one, or else the name of a web server
	 * @return the mount, or the text, or {@code null} when there is neither
	 */
	@ReadOperation
	public @Nullable Object part(@Selector(match = Match.ALL_REMAINING) String... path) {
		return part(this.showValues == Show.ALWAYS, path);
	}

	/** The text shows locations, without which it says nothing. */
	@Nullable Object part(boolean showLocations, String... path) {
		MediaDescriptor.MountDescriptor mount = mount(showLocations, path);
		boolean named = mount == null && path.length == 1 && this.configuration != null && showLocations;
		return named ? text(path[0]) : mount;
	}

	private @Nullable String text(String server) {
		return (this.configuration != null) ? this.configuration.text(server) : null;
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
