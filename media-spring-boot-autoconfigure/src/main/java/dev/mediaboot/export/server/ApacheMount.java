package dev.mediaboot.export.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.mediaboot.Mount;

/**
 * Writes what Apache does with the requests for one mount.
 */
final class ApacheMount {

	private static final String USUAL = "^(?:GET|HEAD) " + UsualPath.PATTERN + "(?:[? ]|$)";

	/** A name with one extension: Apache would read more than one. */
	private static final String ONE_EXTENSION = "(?:^|/)[^./]*\\.";

	/** What a name consists of that Content-Disposition has in quotes. */
	private static final String QUOTABLE = "(?:^|/)[ !#$&-.0-\\[\\]-~]+$";

	private final ExportedMount mount;

	private final ExportedMounts mounts;

	private final FileKinds kinds;

	private final String variable;

	ApacheMount(ExportedMount mount, int number, ExportedMounts mounts) {
		this.mount = mount;
		this.mounts = mounts;
		this.kinds = FileKinds.of(mount.mount());
		this.variable = "media_" + number;
	}

	void write(ConfigurationText text) {
		text.line("");
		text.comment(this.mount.mount().url());
		String prefix = "^" + ConfigurationText.literally(this.mount.path()) + "/";
		text.line("RewriteRule " + ApacheText.pattern(prefix) + " - [E=no-gzip:1]");
		if (!this.mount.isServed()) {
			text.comment(this.mount.passedOn() + ": the application answers.");
			return;
		}
		String directory = this.mount.directory();
		text.line("Alias " + ApacheText.path(this.mount.path() + "/") + " " + ApacheText.path(directory + "/"));
		text.open("<Directory " + ApacheText.path(directory) + ">");
		text.line("Require all granted");
		text.line("AllowOverride None");
		text.line("Options " + (this.mount.followsLinks() ? "FollowSymLinks" : "None"));
		text.line("AcceptPathInfo Off");
		text.close("</Directory>");
		writeConditions(text, directory);
		text.line("RewriteRule " + ApacheText.pattern(prefix + without() + "(.+)$") + " - [E=no-proxy:1,E="
				+ this.variable + ":1]");
		writeFields(text, prefix);
		writeTypes(text);
	}

	/** Leaves out the mounts within this one. */
	private String without() {
		List<String> inner = this.mounts.mounts()
			.stream()
			.filter((other) -> other != this.mount && !other.path().equals(this.mount.path())
					&& other.isWithin(this.mount))
			.map((other) -> other.path().substring(this.mount.path().length() + 1))
			.toList();
		return inner.isEmpty() ? "" : "(?!" + ConfigurationText.anyOf(inner) + "(?:/|$))";
	}

	private void writeConditions(ConfigurationText text, String directory) {
		Mount mount = this.mount.mount();
		text.comment(
				"Apache serves files. Whatever else there is goes to the application: directories and their index, "
						+ "missing files, other methods and spellings, names with several extensions, links, and files with a "
						+ "precompressed one beside them.");
		text.line("RewriteCond %{THE_REQUEST} " + ApacheText.pattern(USUAL));
		text.line(
				"RewriteCond $1 "
						+ ApacheText.pattern(ONE_EXTENSION
								+ ConfigurationText.anyOf(extensions(this.kinds.known().keySet()::contains)) + "$")
						+ " [NC]");
		if (!mount.policy().extensions().isEmpty()) {
			text.line("RewriteCond $1 "
					+ ApacheText.pattern("\\." + ConfigurationText.anyOf(mount.policy().extensions()) + "$") + " [NC]");
		}
		if (!mount.policy().types().isEmpty()) {
			text.comment("Media types that may be those of whole names");
			text.line("RewriteCond $1 "
					+ ApacheText.pattern("!(?:^|/)" + ConfigurationText.anyOf(mount.policy().types().keySet()) + "$"));
		}
		if (mount.policy().cors() != null) {
			text.comment("Only the application knows which pages of other origins may read the files.");
			text.line("RewriteCond %{HTTP:Origin} ^$");
		}
		List<String> attachments = extensions((extension) -> this.kinds.known(extension).attachment());
		if (!attachments.isEmpty()) {
			text.line("RewriteCond $1 " + ApacheText.pattern("!\\." + ConfigurationText.anyOf(attachments) + "$")
					+ " [NC,OR]");
			text.line("RewriteCond $1 " + ApacheText.pattern(QUOTABLE));
		}
		writeFileConditions(text, "\"" + directory + "/$1");
	}

	private void writeFileConditions(ConfigurationText text, String file) {
		text.line("RewriteCond " + file + "\" -f");
		// Apache refuses files behind links, also to directories, rather than passing
		// them on.
		text.line("RewriteCond " + file + "\" -F");
		if (!this.mount.followsLinks()) {
			text.line("RewriteCond " + file + "\" !-l");
		}
		if (this.mount.mount().policy().precompressed()) {
			for (String suffix : List.of(".br", ".zst", ".gz")) {
				text.line("RewriteCond " + file + suffix + "\" !-f");
			}
		}
	}

	private List<String> extensions(Predicate<String> chosen) {
		return this.kinds.known().keySet().stream().filter(chosen).toList();
	}

	private void writeFields(ConfigurationText text, String prefix) {
		Mount mount = this.mount.mount();
		String served = " env=" + this.variable;
		text.line("Header set Cache-Control " + ApacheText.field(mount.policy().cacheControl()) + served);
		text.line("Header set X-Content-Type-Options nosniff" + served);
		this.mount.vary().forEach((name) -> text.line("Header merge Vary " + name + served));
		Map<String, List<String>> policies = new TreeMap<>();
		this.kinds.known()
			.forEach((extension, kind) -> policies.computeIfAbsent(kind.policy(), (policy) -> new ArrayList<>())
				.add(extension));
		int number = 0;
		for (Map.Entry<String, List<String>> policy : policies.entrySet()) {
			if (!policy.getKey().isEmpty()) {
				number++;
				String variable = this.variable + "_policy_" + number;
				writeMark(text, prefix, policy.getValue(), variable + ":1");
				text.line(
						"Header set Content-Security-Policy " + ApacheText.field(policy.getKey()) + " env=" + variable);
			}
		}
		List<String> attachments = extensions((extension) -> this.kinds.known(extension).attachment());
		if (!attachments.isEmpty()) {
			writeMark(text, prefix, attachments, this.variable + "_name:$1");
			text.line("Header set Content-Disposition \"attachment; filename=\\\"%{" + this.variable
					+ "_name}e\\\"\" env=" + this.variable + "_name");
		}
		for (Map.Entry<String, String> header : mount.policy().headers().entrySet()) {
			text.line("Header " + (header.getKey().equalsIgnoreCase("Content-Security-Policy") ? "add " : "set ")
					+ ApacheText.word(header.getKey()) + " " + ApacheText.field(header.getValue()) + served);
		}
	}

	private void writeMark(ConfigurationText text, String prefix, List<String> extensions, String mark) {
		text.line("RewriteCond %{ENV:" + this.variable + "} 1");
		text.line("RewriteRule "
				+ ApacheText.pattern(prefix + "(?:.*/)?([^/]*\\." + ConfigurationText.anyOf(extensions) + ")$")
				+ " - [NC,E=" + mark + "]");
	}

	private void writeTypes(ConfigurationText text) {
		Map<String, List<String>> others = new TreeMap<>();
		this.kinds.known().forEach((extension, kind) -> {
			FileKinds.Kind other = FileKinds.USUAL.known().get(extension);
			if (other == null || !other.type().equals(kind.type())) {
				others.computeIfAbsent(kind.type(), (type) -> new ArrayList<>()).add(extension);
			}
		});
		if (!others.isEmpty()) {
			text.open("<If \"-n reqenv('" + this.variable + "')\">");
			others.forEach((type, extensions) -> text.line(ApacheText.addType(type, extensions)));
			text.close("</If>");
		}
	}

}
