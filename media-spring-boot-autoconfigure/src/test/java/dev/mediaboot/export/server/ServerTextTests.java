package dev.mediaboot.export.server;

import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaLocation.Symlinks;
import dev.mediaboot.Mount;
import dev.mediaboot.offload.OffloadType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The text for each web server.
 */
class ServerTextTests {

	private static String section(String text, String first) {
		String section = text.substring(text.indexOf(first));
		return section.substring(0, section.indexOf("\n\t}\n")).indent(0).replace("\t", "  ").strip();
	}

	@Test
	void locationOfNginx() {
		Mount mount = Mount.of("/css", MediaLocation.of(Path.of("/srv/c$s")).withSymlinks(Symlinks.DENY))
			.withHeader("X-Price", "5 $");
		assertThat(section(ExportFormat.NGINX.write(Mounts.of(mount)), "location ^~ \"/css/\" {")).isEqualTo("""
				location ^~ "/css/" {
				    alias "/srv/c${media_dollar}s/";
				    disable_symlinks on "from=/srv/c${media_dollar}s/";
				    open_file_cache off;
				    autoindex off;
				    ssi off;
				    gzip off;
				    expires off;
				    charset off;
				    etag on;
				    if_modified_since before;
				    max_ranges 100;
				    gzip_vary off;
				    # nginx sends .gz files only, and does not ask whether they are older than the file.
				    gzip_static on;
				    gzip_proxied any;
				    error_page 403 404 = @media_not_found;
				    error_page 418 = @media_application;
				    error_page 405 = @media_method_not_allowed;
				    error_page 412 = @media_precondition_failed;
				    error_page 416 = @media_range_not_satisfiable;
				    if ($media_hidden) { return 404; }
				    if ($media_method) { return 405; }
				    if ($media_unusual) { return 418; }
				    index "index.html";
				    # A directory without its slash: the application redirects, if there is an index.
				    set $media_directory "";
				    if (-d $request_filename) { set $media_directory d; }
				    if ($uri !~ "/$") { set $media_directory "${media_directory}n"; }
				    if ($media_directory = dn) { return 418; }
				    add_header Cache-Control "no-cache";
				    add_header X-Content-Type-Options nosniff always;
				    add_header Vary Accept-Encoding;
				    add_header "X-Price" "5 ${media_dollar}";
				    default_type "application/octet-stream";""");
	}

	/** A table is as long as that of media types. */
	@Test
	void mountsOfNginxShareTables() {
		String text = ExportFormat.NGINX.write(Mounts.of(user("/a"), user("/b"), Mount.of("/c", Path.of("/srv/c")),
				user("/d").withType("poem", MediaType.TEXT_PLAIN)));
		// User content has no scripts, so its types are others.
		assertThat(text.split("\ttypes \\{\n", -1)).hasSize(5);
		assertThat(text.split("_policy \\{\n", -1)).hasSize(3);
		assertThat(text.split("add_header Content-Security-Policy ", -1)).hasSize(4);
	}

	/**
	 * nginx before 1.22.1-9+deb12u10 (CVE-2026-42533) overruns its memory when another
	 * map replaces the captures of a value that is being copied.
	 */
	@Test
	void noValueOfNginxMixesACaptureWithAnotherVariable() {
		String text = ExportFormat.NGINX.write(Mounts.of(user("/a"), Mount.of("/b", Path.of("/srv/b"))));
		assertThat(text.lines().filter((line) -> line.contains("filename="))).isNotEmpty()
			.noneMatch((line) -> line.contains("$media_"));
	}

	private static Mount user(String url) {
		return Mount.of(url, Path.of("/srv" + url)).withContent(Mount.Content.USER);
	}

	@ParameterizedTest
	@EnumSource
	void mountWithoutADirectoryIsLeftToTheApplicationAndSaysWhy(ExportFormat format) {
		String text = format.write(Mounts.of(Mount.of("/jar", "classpath:/META-INF/media/admin/")));
		assertThat(text).contains("The files are not those of one directory").doesNotContain("META-INF");
	}

	@Test
	void offloadedFilesHaveAnInternalLocationAndTheSecretIsSent() {
		Mount mount = Mount.of("/m", Path.of("/srv/m"));
		assertThat(ExportFormat.NGINX.write(Mounts.of(OffloadType.X_ACCEL_REDIRECT, mount))).contains(
				"location ^~ \"/_media/srv/m/\" {", "internal;", "proxy_set_header X-Media-Offload \"a secret\";");
		assertThat(ExportFormat.APACHE.write(Mounts.of(OffloadType.X_SENDFILE, mount)))
			.contains("XSendFilePath \"/srv/m\"", "RequestHeader set X-Media-Offload \"a secret\"");
	}

	/** The file of one mount may be below the directory of another. */
	@Test
	void internalLocationsRepeatTheFieldsOfAllMounts() {
		String text = ExportFormat.NGINX
			.write(Mounts.of(OffloadType.X_ACCEL_REDIRECT, Mount.of("/m", Path.of("/srv/m")).withHeader("X-Album", "a"),
					Mount.of("/f", Path.of("/srv/m/films")).withHeader("X-Film", "b")));
		assertThat(text.split("add_header X-Album \\$upstream_http_x_album", -1)).hasSize(3);
		assertThat(text.split("add_header X-Film \\$upstream_http_x_film", -1)).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource(names = "APACHE")
	void linksAreNotFollowedWhereTheApplicationDoesNotFollowThem(ExportFormat format) {
		Mount strict = Mount.of("/strict", Path.of("/srv/m"));
		Mount lenient = Mount.of("/lenient", MediaLocation.of(Path.of("/srv/m/films")).withSymlinks(Symlinks.FOLLOW));
		for (String text : List.of(format.write(Mounts.of(strict, lenient)),
				format.write(Mounts.of(lenient, strict)))) {
			assertThat(text).doesNotContain("FollowSymLinks");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "APACHE", "CADDY" })
	void filesOfStrangersAreLeftToTheApplicationUnlessLinksAreFollowed(ExportFormat format) {
		assertThat(format.write(Mounts.of(user("/u")))).contains("link, and").doesNotContain("/srv/u");
		assertThat(
				format.write(Mounts.of(Mount.of("/u", MediaLocation.of(Path.of("/srv/u")).withSymlinks(Symlinks.FOLLOW))
					.withContent(Mount.Content.USER))))
			.contains("/srv/u");
	}

	@ParameterizedTest
	@EnumSource
	void secretIsSentByNoServerThatDoesNotOffload(ExportFormat format) {
		OffloadType other = (format == ExportFormat.NGINX) ? OffloadType.X_SENDFILE : OffloadType.X_ACCEL_REDIRECT;
		assertThat(format.write(Mounts.of(other, Mount.of("/m", Path.of("/srv/m"))))).doesNotContain("a secret");
	}

}
