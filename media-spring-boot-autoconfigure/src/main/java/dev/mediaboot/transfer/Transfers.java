package dev.mediaboot.transfer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

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

	private final int max;

	private final Semaphore free;

	private final Semaphore reserve = new Semaphore(RESERVE);

	private final TransferClock clock;

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
		this.clock = new TransferClock(sendTimeout.toNanos(), nanoTime);
	}

	/** Returns how many bodies may wait at once when none is encrypted. */
	public int max() {
		return this.max;
	}

	/** Returns how long a client may go without taking a byte. */
	public Duration sendTimeout() {
		return Duration.ofNanos(this.clock.timeout());
	}

	/**
	 * Takes a free place or, when there is none, the place of the slowest client, if that
	 * client takes next to nothing.
	 * @param encrypted whether the connection also needs memory for TLS
	 * @return the place, or {@code null} when there is none
	 */
	public @Nullable TransferPlace take(boolean encrypted) {
		int size = encrypted ? 2 : 1;
		if (this.free.tryAcquire(size)) {
			return new TransferPlace(this.clock, this.free, size);
		}
		TransferPlace slowest = slowest(size);
		return (slowest != null && slowest.giveWay()) ? new TransferPlace(this.clock, this.free, slowest.size()) : null;
	}

	/**
	 * Takes a place for a small body, which may be one of the few that are reserved for
	 * small bodies.
	 * @param encrypted whether the connection also needs memory for TLS
	 * @return the place, or {@code null} when there is none
	 */
	public @Nullable TransferPlace takeSmall(boolean encrypted) {
		return (this.free.availablePermits() <= 1 && this.reserve.tryAcquire())
				? new TransferPlace(this.clock, this.reserve, 1) : take(encrypted);
	}

	private @Nullable TransferPlace slowest(int size) {
		long now = this.clock.now();
		TransferPlace slowest = null;
		long least = SLOW;
		for (TransferPlace place : this.clock.watched()) {
			long rate = place.rate(now, this.free);
			if (rate < least && place.size() >= size) {
				slowest = place;
				least = rate;
			}
		}
		return slowest;
	}

	/** Checks every place, as the clock does. */
	void tick() {
		this.clock.tick();
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
		this.clock.stop();
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

}
