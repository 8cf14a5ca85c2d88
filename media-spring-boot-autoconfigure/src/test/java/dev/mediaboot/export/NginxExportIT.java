package dev.mediaboot.export;

import java.util.Map;
import java.util.Set;

import dev.mediaboot.export.server.ExportFormat;

class NginxExportIT extends ExportContract {

	NginxExportIT() {
		super(ExportFormat.NGINX);
	}

	@Override
	Map<String, Set<String>> differences() {
		return Map.of("a range", Set.of("accept-ranges"), "a suffix", Set.of("accept-ranges"),
				"a range of a large file", Set.of("accept-ranges"), "followed, a range", Set.of("accept-ranges"),
				"one with a gzip sibling", Set.of("accept-ranges"), "NUL",
				Set.of("body", "content-type", "content-length", "content-language", "transfer-encoding"),
				"a range behind the end", Set.of("cache-control", "x-content-type-options", "x-custom"));
	}

}
