package dev.mediaboot.export;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mediaboot.export.server.ExportFormat;

class ApacheExportIT extends ExportContract {

	ApacheExportIT() {
		super(ExportFormat.APACHE);
	}

	@Override
	Map<String, Set<String>> differences() {
		// Its own errors have a body. It does not follow links to directories, and has no
		// way to ask the application.
		Set<String> error = Set.of("body", "content-type", "content-length", "transfer-encoding", "cache-control",
				"content-range", "x-content-type-options", "accept-ranges", "last-modified", "x-custom",
				"content-language");
		return Map.of("NUL", with(error, "status"), "a linked directory", with(error, "status"),
				"a range behind the end", error, "failed", error, "OPTIONS", Set.of("content-type"));
	}

	private static Set<String> with(Set<String> names, String more) {
		Set<String> all = new TreeSet<>(names);
		all.add(more);
		return all;
	}

}
