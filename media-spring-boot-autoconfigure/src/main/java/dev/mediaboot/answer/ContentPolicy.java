package dev.mediaboot.answer;

import java.util.List;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.http.MediaTypes;

import org.springframework.http.MediaType;

/**
 * Decides what a browser may do with a file. Strangers may have written the file; the
 * browser may then display it, but must not run anything in it.
 */
final class ContentPolicy {

	static final Field NOSNIFF = new Field("X-Content-Type-Options", "nosniff");

	private static final Field SANDBOX = new Field("Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; sandbox");

	private ContentPolicy() {
	}

	/** Returns the media type that a file is sent with. */
	static String contentType(Mount mount, MediaPath path) {
		String type = MediaTypes.of(path, mount.policy().types());
		// Neither CSP nor Content-Disposition stops a page from loading the file as a
		// script or a worker; another media type does, together with "nosniff".
		return (mount.policy().content() == Mount.Content.USER && MediaTypes.isScript(type))
				? MediaType.APPLICATION_OCTET_STREAM_VALUE : type;
	}

	static void addTo(List<Field> fields, Mount mount, MediaPath path, String contentType) {
		fields.add(NOSNIFF);
		boolean active = mount.policy().content() == Mount.Content.USER && !MediaTypes.isInert(contentType)
				&& !MediaTypes.isPdf(contentType);
		if (active) {
			fields.add(SANDBOX);
		}
		boolean attachment = (mount.policy().disposition() != null)
				? mount.policy().disposition() == Mount.Disposition.ATTACHMENT : active;
		if (attachment) {
			fields.add(new Field("Content-Disposition", attachment(path)));
		}
	}

	/**
	 * Names the file as RFC 6266 advises (§4.3 and appendix D): with {@code filename}
	 * where ASCII is enough, because curl and other clients know no other parameter, and
	 * with {@code filename*} where it is not. Letters are never replaced, because a
	 * similar name may belong to another file. A client that does not know
	 * {@code filename*} still finds the name in the URL.
	 */
	private static String attachment(MediaPath path) {
		StringBuilder value = new StringBuilder("attachment");
		String name = path.name();
		// Some clients stop at an escaped quote, and others decode the characters after a
		// percent sign.
		boolean quotable = name.indexOf('"') < 0;
		for (int i = 0; quotable && i < name.length(); i++) {
			quotable = name.charAt(i) < 0x80;
		}
		if (quotable) {
			value.append("; filename=\"").append(name).append('"');
		}
		if (!quotable || name.indexOf('%') >= 0) {
			// RFC 8187 §3.2.1: characters that a URL leaves unencoded stay so here
			String uriPath = path.toUriPath();
			value.append("; filename*=UTF-8''").append(uriPath, uriPath.lastIndexOf('/') + 1, uriPath.length());
		}
		return value.toString();
	}

}
