package dev.mediaboot.export.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.mediaboot.offload.OffloadType;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a web server in front of the application needs to know.
 *
 * @param mounts the mounts in the order they are matched
 * @param upstream the address of the application
 * @param listen the addresses or ports that the web server listens on
 * @param include a file with more directives for every host, or {@code null}
 * @param aliased whether files have further names, which only the application knows
 * @param secret what proves to the application that the web server asks, or {@code null}
 * when no files are offloaded
 * @param internal the internal URL of each directory whose files are offloaded
 * @since 0.1.0
 */
public record ExportedMounts(List<ExportedMount> mounts, URI upstream, List<String> listen, @Nullable String include,
		boolean aliased, @Nullable String secret, Function<Path, String> internal) {

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

	/**
	 * Returns the same for one kind of web server.
	 * @param check returns each mount as it is, or passed on
	 */
	ExportedMounts checked(UnaryOperator<ExportedMount> check) {
		return new ExportedMounts(this.mounts.stream().map(check).toList(), this.upstream, this.listen, this.include,
				this.aliased, this.secret, this.internal);
	}

	/** Returns the number of a mount, from one. */
	int number(ExportedMount mount) {
		return this.mounts.indexOf(mount) + 1;
	}

	/**
	 * Returns the same with another secret, if there is one.
	 * @param secret the secret
	 * @return a new value
	 */
	public ExportedMounts withSecret(String secret) {
		return new ExportedMounts(this.mounts, this.upstream, this.listen, this.include, this.aliased,
				(this.secret != null) ? secret : null, this.internal);
	}

	/**
	 * Returns the directories whose files a web server sends for the application, and the
	 * fields of all mounts with each, because a file may be below several of them. The
	 * web server must know what to do with every response, so there are none when some
	 * mounts rely on another one.
	 */
	Map<Path, Set<String>> offloaded(OffloadType type) {
		Map<Path, Set<String>> directories = new LinkedHashMap<>();
		Set<String> fields = new TreeSet<>();
		for (ExportedMount mount : this.mounts) {
			if (mount.offload() == type && this.secret != null) {
				fields.addAll(mount.mount().policy().headers().keySet());
				mount.mount().directories().forEach((directory) -> directories.put(directory, fields));
			}
			else if (mount.offload() != OffloadType.NONE) {
				return Map.of();
			}
		}
		return directories;
	}

	/** Returns the host and port of the application. */
	String authority() {
		String host = this.upstream.getHost();
		int port = (this.upstream.getPort() >= 0) ? this.upstream.getPort()
				: ("https".equals(this.upstream.getScheme()) ? 443 : 80);
		return host + ":" + port;
	}

}
