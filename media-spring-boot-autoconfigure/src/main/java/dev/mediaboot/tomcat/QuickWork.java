package dev.mediaboot.tomcat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Pieces of work that come at the same time and are expected to be quick: a few threads
 * do one after another, where each of them would have one thread to itself. Whoever
 * brings them waits for the last, unless one is not quick.
 *
 * @param <T> the type of the pieces
 */
public final class QuickWork<T> implements Runnable {

	/** How many are worth waking another thread for. */
	private static final int PER_THREAD = 4;

	/** What a piece may take on average; waking a thread for each costs a tenth. */
	private static final long QUICK = TimeUnit.MICROSECONDS.toNanos(100);

	/** For how long the others wait for one that is not quick. */
	private static final long STALL = TimeUnit.MICROSECONDS.toNanos(500);

	/** For how long anybody waits in all. */
	private static final long LIMIT = 4 * STALL;

	private final Consumer<T> action;

	private final int maxThreads;

	private final Queue<T> pieces = new ArrayDeque<>();

	/** Those that run this, or are about to. Without any, all is done. */
	private volatile int threads;

	private int done;

	private long nanoseconds;

	private volatile @Nullable Thread waiting;

	QuickWork(Consumer<T> action, int maxThreads) {
		this.action = action;
		this.maxThreads = maxThreads;
	}

	/**
	 * Adds a piece.
	 * @return whether this has to be run by another thread
	 */
	synchronized boolean add(T piece) {
		this.pieces.add(piece);
		boolean more = this.threads < this.maxThreads && this.pieces.size() > this.threads * PER_THREAD;
		if (more) {
			this.threads++;
		}
		return more;
	}

	/**
	 * Takes back what nobody does, because there is no other thread.
	 * @return the pieces that have not been begun
	 */
	synchronized List<T> withdraw() {
		this.threads--;
		return (this.threads == 0) ? takeBack() : List.of();
	}

	@Override
	public void run() {
		Throwable failure = null;
		long start = System.nanoTime();
		T piece = next(0);
		while (piece != null) {
			try {
				this.action.accept(piece);
			}
			catch (RuntimeException | Error ex) {
				failure = ex;
			}
			long end = System.nanoTime();
			piece = next(end - start);
			start = end;
		}
		Thread waiting = this.waiting;
		if (waiting != null && this.threads == 0) {
			LockSupport.unpark(waiting);
		}
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
	}

	/** A thread ends only when there is nothing left: no piece is ever forgotten. */
	private synchronized @Nullable T next(long nanoseconds) {
		if (nanoseconds > 0) {
			this.done++;
			this.nanoseconds += nanoseconds;
		}
		T piece = this.pieces.poll();
		if (piece == null) {
			this.threads--;
		}
		return piece;
	}

	/**
	 * Waits until all is done, but no longer than is worth it.
	 * @return how that went
	 */
	Outcome<T> await() {
		if (this.threads > 0) {
			this.waiting = Thread.currentThread();
			long start = System.nanoTime();
			long moved = start;
			int before = done();
			while (this.threads > 0) {
				LockSupport.parkNanos(this, STALL);
				long now = System.nanoTime();
				int done = done();
				if (done != before) {
					before = done;
					moved = now;
				}
				boolean stalled = now - moved >= STALL;
				if (this.threads > 0 && (stalled || now - start >= LIMIT)) {
					return new Outcome<>(!stalled, takeBack());
				}
			}
		}
		return new Outcome<>(wasQuick(), List.of());
	}

	private synchronized int done() {
		return this.done;
	}

	private synchronized boolean wasQuick() {
		boolean quick = this.nanoseconds <= this.done * QUICK;
		this.done = 0;
		this.nanoseconds = 0;
		return quick;
	}

	private synchronized List<T> takeBack() {
		List<T> rest = new ArrayList<>(this.pieces);
		this.pieces.clear();
		return rest;
	}

	/**
	 * What came of waiting.
	 *
	 * @param quick whether the pieces were as quick as was expected
	 * @param rest the pieces that were not begun in time, and are for the caller to do
	 * @param <T> the type of the pieces
	 */
	record Outcome<T>(boolean quick, List<T> rest) {
	}

}
