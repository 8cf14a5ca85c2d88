package dev.mediaboot.export;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mediaboot.export.server.ExportFormat;

class CaddyExportIT extends ExportContract {

	CaddyExportIT() {
		super(ExportFormat.CADDY);
	}

	@Override
	Map<String, Set<String>> differences() {
		return Map.of();
	}

	@Override
	List<String> served() {
		// Caddy follows links
		return List.of("/free/plain.txt", "/free/page.html", "/free/film.mp4");
	}

}
