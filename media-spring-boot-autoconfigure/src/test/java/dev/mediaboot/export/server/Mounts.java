package dev.mediaboot.export.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.offload.OffloadType;
import dev.mediaboot.store.MediaStores;

/**
 * Mounts as web servers see them.
 */
final class Mounts {

	private static final String SECRET = "a secret";

	private Mounts() {
	}

	static ExportedMounts of(Mount... mounts) {
		return of(OffloadType.NONE, mounts);
	}

	/** Directories need not exist. */
	static ExportedMounts of(OffloadType offload, Mount... mounts) {
		MediaRegistry registry = MediaRegistry.create(MediaStores.factory(), (store, mount) -> store, (mount) -> {
		}, (mount) -> mount, true);
		for (Mount mount : mounts) {
			registry.mount(mount);
		}
		List<ExportedMount> exported = new ArrayList<>();
		registry.registrations()
			.forEach((registration) -> exported.add(ExportedMount.of(registration, "", false, offload)));
		return new ExportedMounts(exported, URI.create("http://127.0.0.1:8080"), List.of("127.0.0.1:8088"), null, false,
				(offload != OffloadType.NONE) ? SECRET : null, Mounts::internal);
	}

	private static String internal(Path directory) {
		return "/_media" + directory + "/";
	}

}
