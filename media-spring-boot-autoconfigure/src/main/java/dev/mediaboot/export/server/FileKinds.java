package dev.mediaboot.export.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.ContentPolicy;
import dev.mediaboot.answer.Field;
import dev.mediaboot.http.MediaTypes;

import org.springframework.http.MediaTypeFactory;
import org.springframework.util.StringUtils;

/**
 * What a mount sends its files with, by extension. Every decision is the application's
 * own; here they are only listed.
 *
 * @param unknown what files with no known extension are sent with
 * @param known what files with each known extension are sent with
 */
record FileKinds(Kind unknown, Map<String, Kind> known) {

	private static final Set<String> EXTENSIONS = extensions();

	/** What mounts send their files with that have no media types of their own. */
	static final FileKinds USUAL = of(Mount.of("/any", (path) -> null));

	static FileKinds of(Mount mount) {
		Set<String> extensions = new TreeSet<>(EXTENSIONS);
		mount.policy().types().keySet().stream().filter((key) -> key.indexOf('.') < 0).forEach(extensions::add);
		Map<String, Kind> known = new TreeMap<>();
		extensions.forEach((extension) -> known.put(extension, kind(mount, "file." + extension)));
		return new FileKinds(kind(mount, "file"), known);
	}

	private static Kind kind(Mount mount, String name) {
		MediaPath path = MediaPath.of(List.of(name), false);
		if (path == null) {
			throw new IllegalArgumentException("Not a valid file name: '" + name + "'");
		}
		String policy = "";
		boolean attachment = false;
		for (Field field : ContentPolicy.fields(mount, path)) {
			policy = field.name().equals("Content-Security-Policy") ? field.value() : policy;
			attachment |= field.name().equals("Content-Disposition");
		}
		return new Kind(ContentPolicy.contentType(mount, path), policy, attachment);
	}

	Kind known(String extension) {
		return this.known.getOrDefault(extension, this.unknown);
	}

	/** Returns the extensions of each media type. */
	Map<String, List<String>> extensionsByType() {
		Map<String, List<String>> types = new TreeMap<>();
		this.known.forEach(
				(extension, kind) -> types.computeIfAbsent(kind.type(), (type) -> new ArrayList<>()).add(extension));
		types.remove(this.unknown.type());
		return types;
	}

	/** Returns the extensions of the files that are treated unlike unknown ones. */
	Map<String, Kind> exceptions() {
		Map<String, Kind> exceptions = new TreeMap<>(this.known);
		exceptions.values()
			.removeIf((kind) -> kind.policy().equals(this.unknown.policy())
					&& kind.attachment() == this.unknown.attachment());
		return exceptions;
	}

	/** Spring lists the extensions of its table nowhere but in the file it reads. */
	private static Set<String> extensions() {
		Set<String> extensions = new TreeSet<>(MediaTypes.extensions());
		try (InputStream table = MediaTypeFactory.class.getResourceAsStream("mime.types")) {
			if (table != null) {
				new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII)).lines()
					.filter((line) -> !line.startsWith("#"))
					.map((line) -> StringUtils.tokenizeToStringArray(line, " \t"))
					.forEach((words) -> extensions
						.addAll(List.of(words).subList(Math.min(1, words.length), words.length)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return extensions;
	}

	/**
	 * What a file is sent with.
	 *
	 * @param type the media type
	 * @param policy the content policy, empty for none
	 * @param attachment whether browsers save the file
	 */
	record Kind(String type, String policy, boolean attachment) {
	}

}
