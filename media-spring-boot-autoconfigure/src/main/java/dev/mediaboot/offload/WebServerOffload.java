package dev.mediaboot.offload;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.LocalFile;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.answer.Field;
import dev.mediaboot.answer.ResourceRequest;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.http.Representation;
import org.jspecify.annotations.Nullable;

/**
 * Hands the body of an answer over where the client gets from the web server exactly what
 * it would have got from the application. Everything else is left as it is.
 */
final class WebServerOffload implements Responder.Offload {

	private static final String SECRET = "X-Media-Offload";

	private static final int OK = 200;

	private static final int PARTIAL_CONTENT = 206;

	/** A larger number may be too large for a web server. */
	private static final int MOST_DIGITS = 18;

	private final Offloads offloads;

	WebServerOffload(Offloads offloads) {
		this.offloads = offloads;
	}

	@Override
	public Answer apply(Mount mount, Representation representation, ResourceRequest request, Answer answer) {
		OffloadType type = this.offloads.typeOf(mount);
		if (type == OffloadType.NONE || answer.body() == null || answer.body().length() == 0
				|| !isAnsweredAlike(type, representation, request, answer)
				|| !this.offloads.isSecret(request.get(SECRET))) {
			return answer;
		}
		Field pointer = pointer(type, mount, representation.file().localFile());
		return (pointer != null) ? answer.handedOver(fields(type, answer, pointer)) : answer;
	}

	/** A web server knows the directories of mounts, but no unpacked class path. */
	private @Nullable Field pointer(OffloadType type, Mount mount, @Nullable LocalFile file) {
		if (file == null || !mount.directories().contains(file.directory())) {
			return null;
		}
		return (type == OffloadType.X_ACCEL_REDIRECT) ? FilePointer.internalUrl(this.offloads, file)
				: FilePointer.absolutePath(file);
	}

	private static List<Field> fields(OffloadType type, Answer answer, Field pointer) {
		List<Field> fields = new ArrayList<>();
		for (Field field : answer.fields()) {
			boolean own = field.name().equals("Content-Range")
					// nginx copies the field and, to a whole file, adds its own
					|| (type == OffloadType.X_ACCEL_REDIRECT && answer.status() == OK
							&& field.name().equals("Accept-Ranges"));
			if (!own) {
				fields.add(field);
			}
		}
		fields.add(pointer);
		return fields;
	}

	/** Whether the web server evaluates what is left of the request as we have done. */
	private static boolean isAnsweredAlike(OffloadType type, Representation representation, ResourceRequest request,
			Answer answer) {
		String tag = representation.validators().entityTag();
		// A file without a strong validator is sent as a whole, and web servers send
		// parts. nginx knows no tag yet when it evaluates If-Match, and says 412.
		if (tag == null || request.get("If-Match") != null || request.get("If-Unmodified-Since") != null) {
			return false;
		}
		// mod_xsendfile drops Content-Encoding, adds a Last-Modified of its own where
		// there is none, and reads dates less strictly.
		if (type == OffloadType.X_SENDFILE && (representation.coding() != ContentCoding.IDENTITY
				|| representation.validators().lastModified() == null || request.get("If-Modified-Since") != null)) {
			return false;
		}
		return isRangeReadAlike(tag, request, answer);
	}

	/**
	 * Web servers agree about one plain range. They differ about several, about what is
	 * no range at all, and about the largest numbers.
	 */
	private static boolean isRangeReadAlike(String tag, ResourceRequest request, Answer answer) {
		String range = request.get("Range");
		if (range == null) {
			return answer.status() == OK;
		}
		if (answer.status() == PARTIAL_CONTENT) {
			return isPlain(range);
		}
		// The file has changed, so that the client starts anew
		String condition = request.get("If-Range");
		return condition != null && condition.startsWith("\"") && !condition.equals(tag);
	}

	private static boolean isPlain(String range) {
		String unit = "bytes=";
		int hyphen = range.indexOf('-');
		return range.startsWith(unit) && isNumber(range, unit.length(), hyphen)
				&& isNumber(range, hyphen + 1, range.length());
	}

	private static boolean isNumber(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return end - start <= MOST_DIGITS;
	}

}
