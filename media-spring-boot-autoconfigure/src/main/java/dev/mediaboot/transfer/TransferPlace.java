package dev.mediaboot.transfer;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Room for one body. Once the body waits for its client, a clock watches whether the
 * client takes it.
 *
 * @since 0.1.0
 */
public final class TransferPlace {

	private static final Log logger = LogFactory.getLog(TransferPlace.class);

	private final TransferClock clock;

	private final Semaphore source;

	private final int size;

	private final AtomicBoolean given = new AtomicBoolean();

	private final TransferRate rate = new TransferRate();

	private volatile @Nullable Transfer transfer;

	// Used by the clock only

	private long written;

	/** When the client last took something. */
	private long progress;

	private long nudged;

	/** Whether the transfer was aborted after the last progress. */
	private boolean aborted;

	/**
	 * Creates a place that has been taken.
	 * @param clock watches the place
	 * @param source where the place was taken from
	 * @param size how many of the source's permits it holds
	 */
	TransferPlace(TransferClock clock, Semaphore source, int size) {
		this.clock = clock;
		this.source = source;
		this.size = size;
	}

	int size() {
		return this.size;
	}

	/**
	 * Starts to watch a body, which from now on waits for its client.
	 * @param transfer the body
	 */
	public void watch(Transfer transfer) {
		long now = this.clock.now();
		this.written = transfer.written();
		this.progress = now;
		this.nudged = now;
		this.rate.start(now, this.written);
		this.transfer = transfer;
		this.clock.watch(this);
	}

	/** Gives the place back, unless another body has taken it over already. */
	public void give() {
		this.clock.forget(this);
		if (this.given.compareAndSet(false, true)) {
			this.source.release(this.size);
		}
	}

	/**
	 * Leaves the place to another body.
	 * @return {@code false} when it has been given back or taken over already
	 */
	boolean giveWay() {
		boolean mine = this.given.compareAndSet(false, true);
		Transfer current = this.transfer;
		if (mine && current != null) {
			logger.debug("A slow client is disconnected to make room for another");
			try {
				current.abort();
			}
			catch (RuntimeException | Error ex) {
				logger.debug("Failed to end a transfer", ex);
			}
		}
		return mine;
	}

	void end() {
		Transfer current = this.transfer;
		if (current != null) {
			current.end();
		}
	}

	/**
	 * Returns how fast the client takes its body.
	 * @param now the time in nanoseconds
	 * @param from where a place is wanted from
	 * @return the rate in bytes a second, or {@link TransferRate#UNKNOWN} also when the
	 * place cannot be taken over
	 */
	long rate(long now, Semaphore from) {
		Transfer current = this.transfer;
		return (current == null || this.given.get() || this.source != from) ? TransferRate.UNKNOWN
				: this.rate.perSecond(now, current.written());
	}

	/**
	 * Called by the clock.
	 * @param now the time in nanoseconds
	 */
	void check(long now) {
		Transfer current = this.transfer;
		if (current == null) {
			return;
		}
		long total = current.written();
		if (total != this.written) {
			this.written = total;
			this.progress = now;
			this.nudged = now;
			this.aborted = false;
		}
		else if (now - this.progress >= this.clock.timeout()) {
			this.progress = now;
			leave(current);
		}
		else if (now - this.nudged >= this.clock.timeout() / 4) {
			this.nudged = now;
			current.nudge();
		}
		this.rate.record(now, total);
	}

	/**
	 * Aborts the transfer or, if nothing has come of that, ends it: a container that has
	 * not reported the end of the request by then never will.
	 */
	private void leave(Transfer current) {
		if (!this.aborted) {
			logger.debug("A client is disconnected because it accepted no data in time");
			this.aborted = true;
			current.abort();
			return;
		}
		try {
			current.end();
		}
		finally {
			give();
		}
	}

}
