package dev.mediaboot.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mediaboot.MediaPath;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.HttpDate;
import dev.mediaboot.http.MediaTypes;
import dev.mediaboot.http.Representation;
import dev.mediaboot.http.Validators;

/**
 * The header fields that tell of a file: what it is, which version, how long it may be
 * kept, and how a browser must treat it.
 */
final class RepresentationFields {

	/**
	 * What strangers wrote may be looked at, and runs nothing.
	 */
	static final String SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

	private RepresentationFields() {
	}

	/** The fields of 200 (OK) and 206 (Partial Content). */
	static List<Field> full(Mount mount, MediaPath path, Representation representation, String contentType) {
		List<Field> fields = new ArrayList<>();
		fields.add(new Field("Content-Type", contentType));
		if (representation.coding() != ContentCoding.IDENTITY) {
			fields.add(new Field("Content-Encoding", representation.coding().token()));
		}
		addValidators(representation.validators(), true, fields);
		if (representation.validators().strong()) {
			fields.add(new Field("Accept-Ranges", "bytes"));
		}
		addCaching(mount, fields);
		addContentPolicy(mount, path, representation.contentType(), fields);
		for (Map.Entry<String, String> header : mount.headers().entrySet()) {
			fields.add(new Field(header.getKey(), header.getValue()));
		}
		return fields;
	}

	/**
	 * The fields of 304 (Not Modified): what updates a cache and no more (RFC 9110
	 * §15.4.5).
	 */
	static List<Field> notModified(Mount mount, Representation representation) {
		List<Field> fields = new ArrayList<>();
		addValidators(representation.validators(), representation.validators().entityTag() == null, fields);
		addCaching(mount, fields);
		fields.add(Answer.NOSNIFF);
		return fields;
	}

	private static void addValidators(Validators validators, boolean date, List<Field> fields) {
		if (validators.entityTag() != null) {
			fields.add(new Field("ETag", validators.entityTag()));
		}
		if (date && validators.lastModified() != null) {
			fields.add(new Field("Last-Modified", HttpDate.format(validators.lastModified())));
		}
	}

	private static void addCaching(Mount mount, List<Field> fields) {
		fields.add(new Field("Cache-Control", mount.cacheControl()));
		if (mount.precompressed()) {
			fields.add(new Field("Vary", "Accept-Encoding"));
		}
	}

	private static void addContentPolicy(Mount mount, MediaPath path, String contentType, List<Field> fields) {
		fields.add(Answer.NOSNIFF);
		boolean active = mount.content() == Mount.Content.USER && !MediaTypes.isInert(contentType)
				&& !MediaTypes.isPdf(contentType);
		if (active) {
			fields.add(new Field("Content-Security-Policy", SANDBOX));
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
