package dev.mediaboot.body;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * Limits and watches the bodies that wait for their clients. Such a body holds no thread
 * of the container, but it does hold the memory of its request: many clients could
 * exhaust the heap, and a client that takes nothing could keep its share indefinitely.
 * Therefore the number of places is limited, and a clock watches each of them.
 *
 * @since 0.1.0
 */
public final class Transfers implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Transfers.class);

	/**
	 * The number of bytes that a socket usually takes at once. A body of this size or
	 * less needs no place in advance.
	 */
	public static final int SMALL = 16 * 1024;

	/**
	 * The memory of one place: Tomcat keeps 105 KiB for a request, or 185 KiB with TLS,
	 * which takes two places.
	 */
	private static final int MEMORY_OF_EACH = 128 * 1024;

	/** Reserved for the application and for idle connections. */
	private static final long MEMORY_OF_OTHERS = 64 * 1024 * 1024;

	/** This many small bodies find room when all other places are taken. */
	private static final int RESERVE = 64;

	/** A client that takes fewer bytes a second gives way when all places are taken. */
	private static final long SLOW = 1024;

	/** No client counts as slow until this time has passed. */
	private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final int max;

	private final Semaphore free;

	private final Semaphore reserve = new Semaphore(RESERVE);

	private final long timeout;

	private final LongSupplier nanoTime;

	private final Set<Place> waiting = ConcurrentHashMap.newKeySet();

	private final Object monitor = new Object();

	private @Nullable ScheduledThreadPoolExecutor clock;

	private @Nullable ScheduledFuture<?> ticking;

	private volatile boolean running;

	/**
	 * Creates as many places as fit into three quarters of the heap or, when the heap is
	 * small, into all of it but 64 MiB, though never into less than a quarter.
	 * @param sendTimeout how long a client may go without taking a byte
	 */
	public Transfers(Duration sendTimeout) {
		this(Runtime.getRuntime().maxMemory(), sendTimeout, System::nanoTime);
	}

	/**
	 * Creates as many places as a heap has room for.
	 * @param memory the size of the heap in bytes
	 * @param sendTimeout how long a client may go without taking a byte
	 * @param nanoTime the clock, in nanoseconds
	 */
	public Transfers(long memory, Duration sendTimeout, LongSupplier nanoTime) {
		Assert.isTrue(sendTimeout.toMillis() > 0, "'sendTimeout' must be positive");
		long ours = Math.max(memory / 4, Math.min(memory / 4 * 3, memory - MEMORY_OF_OTHERS));
		this.max = (int) Math.min(ours / MEMORY_OF_EACH, Integer.MAX_VALUE);
		this.free = new Semaphore(this.max);
		this.timeout = sendTimeout.toNanos();
		this.nanoTime = nanoTime;
	}

	/** Returns how many bodies may wait at once when none is encrypted. */
	public int max() {
		return this.max;
	}

	/** Returns how long a client may go without taking a byte. */
	public Duration sendTimeout() {
		return Duration.ofNanos(this.timeout);
	}

	/** Returns how many bodies are waiting now. */
	int waiting() {
		return this.waiting.size();
	}

	/**
	 * Takes a free place or, when there is none, the place of the slowest client, if that
	 * client takes next to nothing.
	 * @param encrypted whether the connection also needs memory for TLS
	 * @return the place, or {@code null} when there is none
	 */
	public @Nullable Place take(boolean encrypted) {
		int size = encrypted ? 2 : 1;
		if (this.free.tryAcquire(size)) {
			return new Place(this.free, size);
		}
		Place slowest = slowest(size);
		return (slowest != null && slowest.giveWay()) ? new Place(this.free, slowest.size) : null;
	}

	/**
	 * Takes a place for a small body, which may be one of the few that are reserved for
	 * small bodies.
	 * @param encrypted whether the connection also needs memory for TLS
	 * @return the place, or {@code null} when there is none
	 */
	public @Nullable Place takeSmall(boolean encrypted) {
		return (this.free.availablePermits() <= 1 && this.reserve.tryAcquire()) ? new Place(this.reserve, 1)
				: take(encrypted);
	}

	private @Nullable Place slowest(int size) {
		long now = this.nanoTime.getAsLong();
		Place slowest = null;
		long least = SLOW;
		for (Place place : this.waiting) {
			long rate = place.rate(now);
			if (rate < least && place.size >= size) {
				slowest = place;
				least = rate;
			}
		}
		return slowest;
	}

	/** Checks every place. */
	void tick() {
		long now = this.nanoTime.getAsLong();
		for (Place place : this.waiting) {
			try {
				place.look(now);
			}
			catch (RuntimeException | Error ex) {
				// The other places still have to be checked.
				logger.debug("Failed to end a transfer", ex);
			}
		}
		synchronized (this.monitor) {
			if (this.waiting.isEmpty() && this.ticking != null) {
				this.ticking.cancel(false);
				this.ticking = null;
			}
		}
	}

	private void watch(Place place) {
		this.waiting.add(place);
		synchronized (this.monitor) {
			if ((this.ticking == null || this.ticking.isDone()) && !this.waiting.isEmpty()) {
				long period = Math.min(SECOND, Math.max(this.timeout / 8, SECOND / 100));
				this.ticking = clock().scheduleWithFixedDelay(this::tick, period, period, TimeUnit.NANOSECONDS);
			}
		}
	}

	private ScheduledThreadPoolExecutor clock() {
		if (this.clock == null) {
			this.clock = new ScheduledThreadPoolExecutor(1, (task) -> {
				Thread thread = new Thread(task, "media-clock");
				thread.setDaemon(true);
				return thread;
			});
			this.clock.setKeepAliveTime(1, TimeUnit.SECONDS);
			this.clock.allowCoreThreadTimeOut(true);
			this.clock.setRemoveOnCancelPolicy(true);
		}
		return this.clock;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Ends the transfers that the web server has left behind: once stopped, it reports
	 * nothing.
	 */
	@Override
	public void stop() {
		this.running = false;
		for (Place place : this.waiting) {
			try {
				place.end();
			}
			catch (RuntimeException | Error ex) {
				logger.debug("Failed to end a transfer", ex);
			}
			finally {
				place.give();
			}
		}
		synchronized (this.monitor) {
			if (this.clock != null) {
				this.clock.shutdownNow();
				this.clock = null;
				this.ticking = null;
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Returns a phase in which this is stopped after the web server. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
	}

	/**
	 * Room for one body.
	 */
	public final class Place {

		private final AtomicBoolean given = new AtomicBoolean();

		private final Semaphore source;

		private final int size;

		private volatile @Nullable Transfer transfer;

		/** When the client last took something. */
		private long progress;

		private long written;

		private long nudged;

		private boolean left;

		/**
		 * When watching began and, later, the start of the period that the rate is
		 * measured over.
		 */
		private volatile long since;

		private volatile long writtenSince;

		private long mark;

		private long writtenAtMark;

		private Place(Semaphore source, int size) {
			this.source = source;
			this.size = size;
		}

		/** Starts to watch a body, which from now on waits for its client. */
		public void watch(Transfer transfer) {
			long now = Transfers.this.nanoTime.getAsLong();
			this.written = transfer.written();
			this.writtenSince = this.written;
			this.writtenAtMark = this.written;
			this.progress = now;
			this.nudged = now;
			this.since = now;
			this.mark = now;
			this.transfer = transfer;
			Transfers.this.watch(this);
		}

		/** Gives the place back, unless another body has taken it over already. */
		public void give() {
			Transfers.this.waiting.remove(this);
			if (this.given.compareAndSet(false, true)) {
				this.source.release(this.size);
			}
		}

		private boolean giveWay() {
			boolean mine = this.given.compareAndSet(false, true);
			if (mine) {
				logger.debug("A slow client is disconnected to make room for another");
				try {
					abort();
				}
				catch (RuntimeException | Error ex) {
					logger.debug("Failed to end a transfer", ex);
				}
			}
			return mine;
		}

		private void abort() {
			Transfer current = this.transfer;
			if (current != null) {
				current.abort();
			}
		}

		private void end() {
			Transfer current = this.transfer;
			if (current != null) {
				current.end();
			}
		}

		/**
		 * Returns the rate in bytes a second, or {@link Long#MAX_VALUE} when it is not
		 * known yet or the place cannot be taken over.
		 */
		private long rate(long now) {
			Transfer current = this.transfer;
			long time = now - this.since;
			if (current == null || time < GRACE || this.given.get() || this.source != Transfers.this.free) {
				return Long.MAX_VALUE;
			}
			return (current.written() - this.writtenSince) / (time / SECOND);
		}

		/**
		 * Aborts the transfer and, if that has been done before, ends it: a container
		 * that has not reported the end of the request by then never will.
		 */
		private void leave(Transfer current) {
			if (!this.left) {
				logger.debug("A client is disconnected because it accepted no data in time");
				this.left = true;
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

		/** Called only by the clock. */
		private void look(long now) {
			Transfer current = this.transfer;
			long quarter = Transfers.this.timeout / 4;
			if (current == null) {
				return;
			}
			long total = current.written();
			if (total != this.written) {
				this.written = total;
				this.progress = now;
				this.nudged = now;
			}
			else if (now - this.progress >= Transfers.this.timeout) {
				this.progress = now;
				leave(current);
			}
			else if (now - this.nudged >= quarter) {
				this.nudged = now;
				current.nudge();
			}
			if (now - this.mark >= 3 * GRACE) {
				// This way the rate covers the last 30 to 60 seconds.
				this.since = this.mark;
				this.writtenSince = this.writtenAtMark;
				this.mark = now;
				this.writtenAtMark = total;
			}
		}

	}

}
