package dev.mediaboot.export;

final class CaddyConfiguration implements WebServerConfiguration {

	@Override
	public String write(ExportedMounts mounts) {
		return "";
	}

}
