package dev.mediaboot.testing;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.web.AnswerListener;

import org.springframework.mock.web.MockHttpServletRequest;

/**
 * Notifies a listener of responses that were never sent.
 */
public final class Responses {

	private Responses() {
	}

	/** A response starts whose body is being sent. */
	public static void start(AnswerListener listener, Mount mount) {
		MediaRegistry.Match match = match(mount);
		listener.responseStart(match, new MockHttpServletRequest(), 1);
		listener.bodyStart(match);
	}

	/** A response ends that has started or, without a body, a whole response happens. */
	public static void end(AnswerListener listener, Mount mount, AnswerListener.Result result) {
		MediaRegistry.Match match = match(mount);
		if (result.writer() != null) {
			listener.bodyEnd(match);
		}
		else {
			listener.responseStart(match, new MockHttpServletRequest(), 0);
		}
		listener.responseEnd(match, result);
	}

	private static MediaRegistry.Match match(Mount mount) {
		return new MediaRegistry.Match(mount, (path) -> null, null);
	}

}
