package dev.mediaboot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The canonical path of a file below its mount: ordinary names only, decoded once.
 * <p>
 * A name cannot become part of a path if it is empty, {@code .} or {@code ..}, if it
 * begins with a dot (except {@code .well-known}), or if it contains a slash, a backslash
 * or a control character. Every {@code MediaPath} is therefore safe for looking up a
 * file.
 *
 * <pre class="code">
 * MediaPath path = MediaPath.parse("/cats/mia%20%26%20tom.webp");
 * path.segments();   // [cats, mia &amp; tom.webp]
 * path.extension();  // webp
 * MediaPath.parse("/cats/%2e%2e/secret"); // null
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaPath {

	private static final String UNRESERVED = "-._~";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private final List<String> segments;

	private final boolean directory;

	private MediaPath(List<String> segments, boolean directory) {
		this.segments = segments;
		this.directory = directory;
	}

	/**
	 * Parses a percent-encoded path (RFC 3986 §3.3), with or without a leading slash.
	 * @param rawPath the path as written in a URL, relative to its mount
	 * @return the path, or {@code null} when a segment is not an ordinary name
	 */
	public static @Nullable MediaPath parse(String rawPath) {
		RequestPath path = RequestPath.parse(rawPath);
		return of(path.segments(), path.directory());
	}

	/**
	 * Creates a path from names that are already decoded.
	 * @param segments the names from the mount down, none for the mount itself
	 * @param directory whether a slash follows the last name
	 * @return the path, or {@code null} when a segment is not an ordinary name
	 */
	public static @Nullable MediaPath of(List<String> segments, boolean directory) {
		for (String segment : segments) {
			if (!isOrdinary(segment)) {
				return null;
			}
		}
		return new MediaPath(List.copyOf(segments), directory);
	}

	/**
	 * Creates a path from text that is not encoded.
	 * @param path the names, separated by slashes, with or without a leading slash
	 * @return the path, or {@code null} when a name is not an ordinary one
	 */
	public static @Nullable MediaPath ofText(String path) {
		int start = path.startsWith("/") ? 1 : 0;
		boolean directory = path.length() == start || path.endsWith("/");
		int end = directory ? Math.max(path.length() - 1, start) : path.length();
		return of((start == end) ? List.of() : List.of(path.substring(start, end).split("/", -1)), directory);
	}

	/**
	 * Returns the names from the mount down.
	 * @return the decoded names, none for the mount itself
	 */
	public List<String> segments() {
		return this.segments;
	}

	/**
	 * Whether the path was written with a trailing slash, and so names a directory.
	 * @return whether a slash follows the last name
	 */
	public boolean isDirectory() {
		return this.directory;
	}

	/**
	 * Returns the last name.
	 * @return the last name, empty for the mount itself
	 */
	public String name() {
		return this.segments.isEmpty() ? "" : this.segments.get(this.segments.size() - 1);
	}

	/**
	 * Returns the extension, the part of the name after its last dot.
	 * @return the extension in lower case and without its dot, empty when there is none
	 */
	public String extension() {
		String name = name();
		int dot = name.lastIndexOf('.');
		return (dot >= 0) ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Returns the path of an entry in this directory.
	 * @param name an ordinary name
	 * @return the path of the file with that name
	 * @throws IllegalArgumentException when the name is not an ordinary one
	 */
	public MediaPath resolve(String name) {
		if (!isOrdinary(name)) {
			throw new IllegalArgumentException("Not a valid file name: '" + name + "'");
		}
		List<String> resolved = new ArrayList<>(this.segments);
		resolved.add(name);
		return new MediaPath(List.copyOf(resolved), false);
	}

	/**
	 * Returns the path of the file next to this one whose name has a suffix appended,
	 * like that of a precompressed file next to its original.
	 * @param suffix for example {@code .br}
	 * @return the path of that file
	 * @throws IllegalArgumentException when the result would not be an ordinary name
	 */
	public MediaPath sibling(String suffix) {
		int last = this.segments.size() - 1;
		return new MediaPath(this.segments.subList(0, Math.max(last, 0)), false).resolve(name() + suffix);
	}

	/**
	 * Returns the path as written in a URL, with every byte that is not unreserved
	 * percent-encoded (RFC 3986 §2).
	 * @return the encoded path without a leading slash
	 */
	public String toUriPath() {
		StringBuilder encoded = new StringBuilder();
		for (String segment : this.segments) {
			if (!encoded.isEmpty()) {
				encoded.append('/');
			}
			encode(segment, encoded);
		}
		return closed(encoded);
	}

	private String closed(StringBuilder path) {
		if (this.directory && !this.segments.isEmpty()) {
			path.append('/');
		}
		return path.toString();
	}

	/**
	 * Returns a name as it is written in a URL, with every byte that is not unreserved
	 * percent-encoded (RFC 3986 §2).
	 * @param name the name, which need not be an ordinary one
	 * @return the encoded name
	 */
	public static String encode(String name) {
		StringBuilder encoded = new StringBuilder();
		encode(name, encoded);
		return encoded.toString();
	}

	private static void encode(String segment, StringBuilder encoded) {
		for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xFF);
			if (character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
				encoded.append(character);
			}
			else {
				encoded.append('%').append(HEX[character >> 4]).append(HEX[character & 0xF]);
			}
		}
	}

	/**
	 * Whether a name may be part of a path: it is not empty or hidden, and has no
	 * separator and no control character.
	 * @param segment the name, decoded
	 * @return whether a file of that name may be looked up
	 */
	public static boolean isOrdinary(String segment) {
		if (segment.isEmpty() || (segment.charAt(0) == '.' && !segment.equals(".well-known"))) {
			return false;
		}
		for (int i = 0; i < segment.length(); i++) {
			char character = segment.charAt(i);
			if (character == '/' || character == '\\' || Character.isISOControl(character)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MediaPath path && this.directory == path.directory
				&& this.segments.equals(path.segments);
	}

	@Override
	public int hashCode() {
		return this.segments.hashCode();
	}

	/**
	 * Returns the decoded path.
	 * @return the names, separated by slashes, without a leading slash
	 */
	@Override
	public String toString() {
		return closed(new StringBuilder(String.join("/", this.segments)));
	}

}
