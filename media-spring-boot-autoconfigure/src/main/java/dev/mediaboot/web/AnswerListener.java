package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.http.ContentCoding;
import dev.mediaboot.problem.Problem;
import dev.mediaboot.problem.ProblemListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of every response. They come in pairs: what has started also ends,
 * on whichever thread that happens. The match is the same object in all events of a
 * response.
 *
 * <pre>
 * responseStart
 *     bodyStart       only if there is a body to send
 *     bodyEnd
 * responseEnd
 * </pre>
 *
 * Implementations must return immediately and throw nothing.
 *
 * @since 0.1.0
 */
public interface AnswerListener extends ProblemListener {

	/**
	 * A listener that does nothing.
	 */
	AnswerListener NONE = new AnswerListener() {
	};

	/**
	 * Called when a response has been decided and nothing of it has been sent.
	 * @param match the mount and the path of the request
	 * @param request the request, which the container may reuse once the response has
	 * ended
	 * @param length the length of the body in bytes, zero when there is none
	 */
	default void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
	}

	/**
	 * Called when a body is about to be sent.
	 * @param match the mount and the path of the request
	 */
	default void bodyStart(MediaRegistry.Match match) {
	}

	/**
	 * Called when no more of a body will be sent.
	 * @param match the mount and the path of the request
	 */
	default void bodyEnd(MediaRegistry.Match match) {
	}

	/**
	 * Called when a response has ended, with or without a body.
	 * @param match the mount and the path of the request
	 * @param result how it ended
	 */
	default void responseEnd(MediaRegistry.Match match, Result result) {
	}

	@Override
	default void problem(Mount mount, Problem problem, String detail) {
	}

	/**
	 * Returns a listener that notifies other listeners in order. The failure of one is
	 * logged and does not keep the others from being notified.
	 * @param listeners the other listeners
	 * @return a listener that throws nothing
	 */
	static AnswerListener allOf(List<AnswerListener> listeners) {
		return listeners.isEmpty() ? NONE : new AnswerListeners(listeners);
	}

	/**
	 * How a response ended.
	 *
	 * @param status the status code
	 * @param reason why the application sent no file, or {@link Answer.Reason#NONE}
	 * @param coding the content coding of the body, or {@code null} when none was sent
	 * @param writer the name of the writer that sent the body, or {@code null}
	 * @param bytes how many bytes of the body were sent
	 * @param nanoseconds the time from the request to the last byte
	 * @param ending whether all of the response was sent
	 */
	record Result(int status, Answer.Reason reason, @Nullable ContentCoding coding, @Nullable String writer, long bytes,
			long nanoseconds, Ending ending) {
	}

	/**
	 * Whether all of a response was sent.
	 */
	enum Ending {

		/**
		 * All of it was sent.
		 */
		COMPLETE,

		/**
		 * The client went away.
		 */
		ABORTED,

		/**
		 * The file ended early or could not be read to its end, or the application was
		 * stopped.
		 */
		SHORT

	}

}
