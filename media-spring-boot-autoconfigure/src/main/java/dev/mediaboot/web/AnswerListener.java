package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.answer.Problem;
import dev.mediaboot.answer.ProblemListener;
import dev.mediaboot.http.ContentCoding;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Is told what becomes of every answer, on the thread that sends it: it returns at once
 * and throws nothing.
 *
 * @since 0.1.0
 */
public interface AnswerListener extends ProblemListener {

	/**
	 * A listener that nobody hears.
	 */
	AnswerListener NONE = new AnswerListener() {
	};

	/**
	 * An answer is decided, and nothing of it is sent.
	 * @param request the request
	 * @param length how many bytes the body has, which may be none
	 */
	default void decide(HttpServletRequest request, long length) {
	}

	/**
	 * A body is about to be sent.
	 * @param mount the mount it comes from
	 */
	default void begin(Mount mount) {
	}

	/**
	 * An answer has come to its end, with a body or without.
	 * @param mount the mount that was asked
	 * @param result how it ended
	 */
	default void end(Mount mount, Result result) {
	}

	@Override
	default void problem(Mount mount, Problem problem, String detail) {
	}

	/**
	 * Returns a listener that tells all others, in their order. One that fails is logged
	 * and keeps nobody else from being told.
	 * @param listeners the others
	 * @return a listener that throws nothing
	 */
	static AnswerListener allOf(List<AnswerListener> listeners) {
		return listeners.isEmpty() ? NONE : new AnswerListeners(listeners);
	}

	/**
	 * How an answer ended.
	 *
	 * @param status the status code
	 * @param reason why there was no file, where there was none
	 * @param coding the content coding of the body, or {@code null} when none was sent
	 * @param writer the name of the writer that sent the body, or {@code null}
	 * @param bytes how many bytes of the body have left
	 * @param nanoseconds how long it took from the request to the last byte
	 * @param ending whether all of it was sent
	 */
	record Result(int status, Answer.Reason reason, @Nullable ContentCoding coding, @Nullable String writer, long bytes,
			long nanoseconds, Ending ending) {
	}

	/**
	 * Whether all of an answer was sent.
	 */
	enum Ending {

		/**
		 * All of it.
		 */
		COMPLETE,

		/**
		 * The client went away.
		 */
		ABORTED,

		/**
		 * The file ended early, or could not be read to its end, or the application was
		 * stopped.
		 */
		SHORT

	}

}
