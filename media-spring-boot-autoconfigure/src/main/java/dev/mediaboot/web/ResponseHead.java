package dev.mediaboot.web;

import java.io.IOException;
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
