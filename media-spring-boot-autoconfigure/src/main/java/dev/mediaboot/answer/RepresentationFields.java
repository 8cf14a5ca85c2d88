package dev.mediaboot.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mediaboot.Mount;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.HttpDate;
import dev.mediaboot.http.Representation;
import dev.mediaboot.http.Validators;

/**
 * The header fields that describe a file: its type, its version, and how long it may be
 * cached.
 */
final class RepresentationFields {

	private RepresentationFields() {
	}

	/** Returns the fields of 200 (OK) and 206 (Partial Content). */
	static List<Field> full(Mount mount, ResolvedFile resolved, Representation representation, String contentType) {
		List<Field> fields = new ArrayList<>();
		fields.add(new Field("Content-Type", contentType));
		if (representation.coding() != ContentCoding.IDENTITY) {
			fields.add(new Field("Content-Encoding", representation.coding().token()));
		}
		addValidators(representation.validators(), true, fields);
		if (representation.validators().strong()) {
			fields.add(new Field("Accept-Ranges", "bytes"));
		}
		addCaching(mount, resolved, representation, fields);
		ContentPolicy.addTo(fields, mount, resolved.path(), representation.contentType());
		for (Map.Entry<String, String> header : mount.policy().headers().entrySet()) {
			fields.add(new Field(header.getKey(), header.getValue()));
		}
		return fields;
	}

	/**
	 * Returns the fields of 304 (Not Modified): only those that update a cache (RFC 9110
	 * §15.4.5).
	 */
	static List<Field> notModified(Mount mount, ResolvedFile resolved, Representation representation) {
		List<Field> fields = new ArrayList<>();
		addValidators(representation.validators(), representation.validators().entityTag() == null, fields);
		addCaching(mount, resolved, representation, fields);
		fields.add(ContentPolicy.NOSNIFF);
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

	private static void addCaching(Mount mount, ResolvedFile resolved, Representation representation,
			List<Field> fields) {
		String cacheControl = (representation.coding() == ContentCoding.IDENTITY) ? resolved.cacheControl()
				: resolved.siblingCacheControl(representation.file());
		fields.add(new Field("Cache-Control", (cacheControl != null) ? cacheControl : mount.policy().cacheControl()));
		if (mount.policy().precompressed()) {
			fields.add(new Field("Vary", "Accept-Encoding"));
		}
	}

}
