package dev.mediaboot.export;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a web server in front of the application needs to know.
 *
 * @param mounts the mounts in the order they are matched
 * @param upstream the address of the application
 * @param listen the addresses or ports that the web server listens on
 * @param include a file with more directives for every host, or {@code null}
 * @param aliased whether files have further names, which only the application knows
 * @param offloadPrefix the path of offloaded files
 * @param offloadSecret what proves to the application that the web server asks
 */
record ExportedMounts(List<ExportedMount> mounts, URI upstream, List<String> listen, @Nullable String include,
		boolean aliased, String offloadPrefix, @Nullable String offloadSecret) {

	/** Returns the hosts that mounts are bound to, and {@code null} for all others. */
	List<@Nullable String> hosts() {
		List<@Nullable String> hosts = new ArrayList<>();
		hosts.add(null);
		for (ExportedMount mount : this.mounts) {
			if (mount.mount().host() != null && !hosts.contains(mount.mount().host())) {
				hosts.add(mount.mount().host());
			}
		}
		return hosts;
	}

	/**
	 * Returns the mounts that answer on a host. One that is bound to the host precedes
	 * all others that lie within it.
	 */
	List<ExportedMount> mountsOf(@Nullable String host) {
		List<ExportedMount> bound = this.mounts.stream()
			.filter((mount) -> host != null && host.equals(mount.mount().host()))
			.toList();
		List<ExportedMount> all = new ArrayList<>(bound);
		this.mounts.stream()
			.filter((mount) -> mount.mount().host() == null && bound.stream().noneMatch(mount::isWithin))
			.forEach(all::add);
		return all;
	}

	ExportedMounts withSecret(String secret) {
		return new ExportedMounts(this.mounts, this.upstream, this.listen, this.include, this.aliased,
				this.offloadPrefix, (this.offloadSecret != null) ? secret : null);
	}

	boolean offloads() {
		return this.offloadSecret != null && this.mounts.stream().anyMatch(ExportedMount::offloaded);
	}

	String secret() {
		return Objects.requireNonNull(this.offloadSecret, "nothing is offloaded");
	}

	/** Returns the host and port of the application. */
	String authority() {
		String host = this.upstream.getHost();
		int port = (this.upstream.getPort() >= 0) ? this.upstream.getPort()
				: ("https".equals(this.upstream.getScheme()) ? 443 : 80);
		return host + ":" + port;
	}

}
