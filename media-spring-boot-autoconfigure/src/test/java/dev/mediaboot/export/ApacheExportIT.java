package dev.mediaboot.export;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mediaboot.export.server.ExportFormat;

class ApacheExportIT extends ExportContract {

	ApacheExportIT() {
		super(ExportFormat.APACHE);
	}

	@Override
	Map<String, Set<String>> differences() {
		// Its own errors have a body.
		Set<String> error = Set.of("body", "content-type", "content-length", "transfer-encoding", "cache-control",
				"content-range", "x-content-type-options", "accept-ranges", "last-modified", "x-custom",
				"content-language", "status");
		return Map.of("NUL", error, "OPTIONS", Set.of("content-type"));
	}

	@Override
	List<String> served() {
		// Files of strangers only where links are followed
		return List.of("/site/plain.css", "/cors/plain.css", "/shop/prices.txt", "/free/plain.txt", "/free/page.html");
	}

}
