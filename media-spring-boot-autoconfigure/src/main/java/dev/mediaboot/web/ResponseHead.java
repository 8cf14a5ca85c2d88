package dev.mediaboot.web;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

import dev.mediaboot.answer.Answer;
import dev.mediaboot.answer.Field;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes the status and the fields of an answer.
 */
final class ResponseHead {

	private static final Log logger = LogFactory.getLog(ResponseHead.class);

	private ResponseHead() {
	}

	static void write(Answer answer, HttpServletResponse response) {
		writeFields(answer, response);
		response.setStatus(answer.status());
		if (answer.length() != Answer.NO_LENGTH) {
			response.setContentLengthLong(answer.length());
		}
		else {
			// RFC 9110 §8.6: Jetty would announce a length of zero for a response that
			// ends uncommitted
			flush(response);
		}
	}

	static void writeFields(Answer answer, HttpServletResponse response) {
		// A filter may have chosen an encoding for every response, images included.
		response.setCharacterEncoding((String) null);
		write(answer.corsFields(), response);
		write(answer.fields(), response);
		if (answer.reason() == Answer.Reason.HANDED_OVER) {
			joinLines(response);
		}
	}

	/**
	 * Joins the lines of a list (RFC 9110 §5.3), filters' lines included: of a field in a
	 * response that is handed over, nginx before 1.23 repeats the first line only.
	 */
	private static void joinLines(HttpServletResponse response) {
		for (String name : new LinkedHashSet<>(response.getHeaderNames())) {
			Collection<String> lines = response.getHeaders(name);
			// RFC 6265 §3: the lines of Set-Cookie are not a list
			if (lines.size() > 1 && !name.equalsIgnoreCase("Set-Cookie")) {
				response.setHeader(name, String.join(", ", lines));
			}
		}
	}

	private static void write(List<Field> fields, HttpServletResponse response) {
		for (Field field : fields) {
			if (!field.isList()) {
				response.setHeader(field.name(), field.value());
			}
			else if (!has(field, response)) {
				response.addHeader(field.name(), field.value());
			}
		}
	}

	/** A filter may have added the same line. Most responses have none of that name. */
	private static boolean has(Field field, HttpServletResponse response) {
		return response.containsHeader(field.name()) && response.getHeaders(field.name()).contains(field.value());
	}

	static void flush(HttpServletResponse response) {
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			logger.debug("The client went away", ex);
		}
	}

}
