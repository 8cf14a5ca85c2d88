package dev.mediaboot.export;

import java.util.Map;
import java.util.Set;

class ApacheExportIT extends ExportContract {

	ApacheExportIT() {
		super(ExportFormat.APACHE);
	}

	@Override
	Map<String, Set<String>> differences() {
		return Map.of();
	}

}
