package dev.mediaboot.offload;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The internal location of nginx that sends the files below a directory.
 *
 * <pre class="code">
 * InternalLocation.of("/_media/srv/media/", "/srv/media/", List.of("X-Album"))
 * </pre>
 *
 * @since 0.1.0
 */
public final class InternalLocation {

	/**
	 * The location that nginx goes to when it cannot open a file. It repeats the caching
	 * that the application has decided on, so the second line of {@code Cache-Control}
	 * prevents that the error is cached.
	 */
	public static final String MISSING = """
			location @media_missing {
				add_header Cache-Control no-store always;
				return 404;
			}
			""";

	/**
	 * What nginx does not copy from the application's response: fields of ours, and of
	 * filters such as those of Spring Security.
	 */
	private static final List<String> FIELDS = List.of("ETag", "Last-Modified", "Content-Encoding", "Vary",
			"Content-Security-Policy", "Content-Security-Policy-Report-Only", "X-Content-Type-Options",
			"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Expose-Headers",
			"Referrer-Policy", "Permissions-Policy", "Strict-Transport-Security", "X-Frame-Options", "X-XSS-Protection",
			"Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy", "Pragma");

	/**
	 * The tag and the date are set before nginx looks at If-Range, and after it has
	 * looked at the other conditions, which the application has evaluated. Without
	 * try_files, a directory would be answered with a redirect that shows the internal
	 * URL. A cache of open files would send the old file with the tag of the new one.
	 * Server-side includes in a stranger's file could name any internal URL.
	 */
	private static final String DIRECTIVES = """
				try_files $uri =404;
				error_page 403 404 500 = @media_missing;
				disable_symlinks on from=$document_root;
				open_file_cache off;
				autoindex off;
				ssi off;
				etag off;
				if_modified_since off;
				max_ranges 1;
				gzip off;
				gzip_static off;
				charset off;
				expires off;
			""";

	private InternalLocation() {
	}

	/**
	 * Returns the location of a directory. No regular expression of another location
	 * takes precedence over it. Fields are added to what nginx sends from a file only,
	 * and not to its own errors.
	 * @param uri the {@linkplain Offloads#location place} of the directory, with a slash
	 * at its end, quoted as nginx requires
	 * @param directory the directory for nginx, with a slash at its end, quoted as nginx
	 * requires
	 * @param fields the names of further fields that responses may have; those that are
	 * not made of letters, digits and hyphens cannot be repeated
	 * @return the block, which belongs to a server with {@link #MISSING}
	 */
	public static String of(String uri, String directory, Collection<String> fields) {
		StringBuilder location = new StringBuilder();
		location.append("location ^~ ").append(uri).append(" {\n\tinternal;\n\talias ").append(directory);
		location.append(";\n").append(DIRECTIVES);
		FIELDS.forEach((name) -> repeat(name, location));
		TreeSet<String> more = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		more.addAll(fields);
		FIELDS.forEach(more::remove);
		more.forEach((name) -> repeat(name, location));
		return location.append("}\n").toString();
	}

	private static void repeat(String name, StringBuilder location) {
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			if (character != '-' && (character >= 0x80 || !Character.isLetterOrDigit(character))) {
				return;
			}
		}
		String variable = "$upstream_http_" + name.toLowerCase(Locale.ROOT).replace('-', '_');
		location.append("\tadd_header ").append(name).append(' ').append(variable).append(";\n");
	}

}
