package dev.mediaboot.export;

import java.util.Map;
import java.util.Set;

class CaddyExportIT extends ExportContract {

	CaddyExportIT() {
		super(ExportFormat.CADDY);
	}

	@Override
	Map<String, Set<String>> differences() {
		return Map.of();
	}

}
