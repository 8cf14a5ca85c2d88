package dev.mediaboot.export;

final class ApacheConfiguration implements WebServerConfiguration {

	@Override
	public String write(ExportedMounts mounts) {
		return "";
	}

}
