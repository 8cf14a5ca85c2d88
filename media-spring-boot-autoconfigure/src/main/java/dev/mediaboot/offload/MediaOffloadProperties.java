package dev.mediaboot.offload;

import java.util.List;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaPath;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of handing files over to the web server in front.
 *
 * @param type Who sends the files of the mounts that do not say so themselves.
 * @param prefix Prefix of the internal URLs that nginx is told. No other URL of the web
 * server may begin with it.
 * @param secret Secret that the web server adds to each request, in the field
 * 'X-Media-Offload': at least 16 letters, digits and characters among '-._~+/='. A
 * request without it is answered with the whole file.
 */
@ConfigurationProperties("media.offload")
record MediaOffloadProperties(@DefaultValue("none") OffloadType type, @DefaultValue("/_media") String prefix,
		@Nullable String secret) {

	private static final int SHORTEST_SECRET = 16;

	private static final String PUNCTUATION = "-._~+/=";

	MediaOffloadProperties {
		prefix = checkedPrefix(prefix);
		secret = (secret == null || secret.isBlank()) ? null : checkedSecret(secret.strip());
		if (type != OffloadType.NONE) {
			required(secret, "media.offload.type");
		}
	}

	private static String checkedPrefix(String prefix) {
		MediaPath path = prefix.startsWith("/") ? MediaPath.ofText(prefix) : null;
		if (path == null || path.segments().isEmpty() || !isPlain(path.segments())) {
			throw new InvalidMountException("The value of 'media.offload.prefix' cannot be used: '" + prefix + "'",
					"Use a slash and a name of letters and digits, such as '/_media'.");
		}
		return "/" + String.join("/", path.segments());
	}

	private static boolean isPlain(List<String> segments) {
		for (String segment : segments) {
			if (!MediaPath.encode(segment).equals(segment)) {
				return false;
			}
		}
		return true;
	}

	/** The web server's configuration contains it, so nothing in it may need quotes. */
	private static String checkedSecret(String secret) {
		if (secret.length() < SHORTEST_SECRET) {
			throw new InvalidMountException("The value of 'media.offload.secret' is too short: it has "
					+ secret.length() + " characters, and " + SHORTEST_SECRET + " are necessary", howToGenerate());
		}
		for (int i = 0; i < secret.length(); i++) {
			char character = secret.charAt(i);
			boolean letterOrDigit = character < 0x80 && Character.isLetterOrDigit(character);
			if (!letterOrDigit && PUNCTUATION.indexOf(character) < 0) {
				throw new InvalidMountException(
						"The value of 'media.offload.secret' has a character that is not allowed at position "
								+ (i + 1),
						howToGenerate());
			}
		}
		return secret;
	}

	static void required(@Nullable String secret, String property) {
		if (secret == null) {
			throw new InvalidMountException(
					"'" + property + "' hands files over to a web server, and 'media.offload.secret' is not set",
					howToGenerate());
		}
	}

	private static String howToGenerate() {
		return "Generate a secret with 'openssl rand -hex 32', and set it here and in the web server, which sends it "
				+ "in the field 'X-Media-Offload'.";
	}

	/** Leaves the secret out. */
	@Override
	public String toString() {
		return "media.offload with the type " + this.type + " and the prefix " + this.prefix;
	}

}
