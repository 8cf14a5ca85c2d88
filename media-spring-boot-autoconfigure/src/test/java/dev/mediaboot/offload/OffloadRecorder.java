package dev.mediaboot.offload;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.answer.Answer;
import dev.mediaboot.web.AnswerListener;
import jakarta.servlet.http.HttpServletRequest;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application has decided last. Something may be done to files between that and
 * the moment when the answer leaves.
 */
public final class OffloadRecorder implements AnswerListener {

	private final AtomicInteger started = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private volatile Answer.Reason last;

	private volatile Action before;

	/** Whether the web server was told to send the file, of the last answer of all. */
	public boolean hasHandedOver() {
		Awaitility.await()
			.pollInSameThread()
			.pollInterval(Duration.ofMillis(1))
			.untilAsserted(() -> assertThat(this.started).hasValue(this.ended.get()));
		return this.last == Answer.Reason.HANDED_OVER;
	}

	/**
	 * Nothing may have been decided about the next request: a container may refuse it.
	 */
	void reset() {
		this.last = null;
	}

	/** What is done before the next answer leaves. */
	void before(Action action) {
		this.before = action;
	}

	@Override
	public void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
		this.started.incrementAndGet();
		Action action = this.before;
		this.before = null;
		if (action != null) {
			try {
				action.run();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@Override
	public void responseEnd(MediaRegistry.Match match, Result result) {
		this.last = result.reason();
		this.ended.incrementAndGet();
	}

	/**
	 * Something done to files.
	 */
	interface Action {

		void run() throws IOException;

	}

}
