package dev.mediaboot.answer;

import java.util.List;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.http.MediaTypes;

import org.springframework.http.MediaType;

/**
 * What a browser may do with a file: strangers may have written it, and then it may be
 * looked at and runs nothing.
 */
final class ContentPolicy {

	static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");

	private static final Field SANDBOX = new Field("Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; sandbox");

	private ContentPolicy() {
	}

	/** The media type that a file is sent with. */
	static String contentType(Mount mount, MediaPath path) {
		String type = MediaTypes.of(path, mount.types());
		// Neither CSP nor disposition keep a page from loading a script or a worker; with
		// "nosniff" its type does.
		return (mount.content() == Mount.Content.USER && MediaTypes.isScript(type))
				? MediaType.APPLICATION_OCTET_STREAM_VALUE : type;
	}

	static void addTo(List<Field> fields, Mount mount, MediaPath path, String contentType) {
		fields.add(NOSNIFF);
		boolean active = mount.content() == Mount.Content.USER && !MediaTypes.isInert(contentType)
				&& !MediaTypes.isPdf(contentType);
		if (active) {
			fields.add(SANDBOX);
		}
		boolean attachment = (mount.disposition() != null) ? mount.disposition() == Mount.Disposition.ATTACHMENT
				: active;
		if (attachment) {
			fields.add(new Field("Content-Disposition", attachment(path)));
		}
	}

	/**
	 * Names the file as RFC 6266 advises (§4.3 and appendix D): by {@code filename} where
	 * ASCII is enough, because curl and others know nothing else, and by
	 * {@code filename*} where it is not. Letters are not replaced: a name that is only
	 * similar may be that of another file, and who knows no {@code filename*} still has
	 * the one in the URL.
	 */
	private static String attachment(MediaPath path) {
		StringBuilder value = new StringBuilder("attachment");
		String name = path.name();
		// Some stop at an escaped quote, and some decode what follows a percent sign.
		boolean quotable = name.indexOf('"') < 0;
		for (int i = 0; quotable && i < name.length(); i++) {
			quotable = name.charAt(i) < 0x80;
		}
		if (quotable) {
			value.append("; filename=\"").append(name).append('"');
		}
		if (!quotable || name.indexOf('%') >= 0) {
			// RFC 8187 §3.2.1: what a URL need not encode, this need not either
			String uriPath = path.toUriPath();
			value.append("; filename*=UTF-8''").append(uriPath, uriPath.lastIndexOf('/') + 1, uriPath.length());
		}
		return value.toString();
	}

}
