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
 * Tasks that arrive together and are expected to be quick. A few threads run them one
 * after another, instead of one thread for each. The submitting thread waits until all
 * are done, unless one of them is slow.
 *
 * @param <T> the type of the tasks
 */
public final class TaskBatch<T> implements Runnable {

	/** Number of queued tasks per thread above which waking another thread pays off. */
	private static final int PER_THREAD = 4;

	/**
	 * Longest average time of quick tasks, in nanoseconds. Waking a thread for each task
	 * would cost a tenth of it.
	 */
	private static final long QUICK = TimeUnit.MICROSECONDS.toNanos(100);

	/** How long to wait while no task completes, in nanoseconds. */
	private static final long STALL = TimeUnit.MICROSECONDS.toNanos(500);

	/** Longest total wait, in nanoseconds. */
	private static final long LIMIT = 4 * STALL;

	private final Consumer<T> action;

	private final int maxThreads;

	private final Queue<T> tasks = new ArrayDeque<>();

	/**
	 * Number of threads that run the tasks or are about to. At zero, all tasks are done.
	 */
	private volatile int threads;

	private int done;

	private long nanoseconds;

	private volatile @Nullable Thread waiting;

	TaskBatch(Consumer<T> action, int maxThreads) {
		this.action = action;
		this.maxThreads = maxThreads;
	}

	/**
	 * Adds a task.
	 * @return whether the caller must hand this to one more thread
	 */
	synchronized boolean add(T task) {
		this.tasks.add(task);
		boolean more = this.threads < this.maxThreads && this.tasks.size() > this.threads * PER_THREAD;
		if (more) {
			this.threads++;
		}
		return more;
	}

	/**
	 * Gives up one thread, because there is no other to run the tasks.
	 * @return the tasks for the caller to run, empty when other threads still run them
	 */
	synchronized List<T> cancel() {
		this.threads--;
		return (this.threads == 0) ? takeBack() : List.of();
	}

	@Override
	public void run() {
		Throwable failure = null;
		long start = System.nanoTime();
		T task = next(0);
		while (task != null) {
			try {
				this.action.accept(task);
			}
			catch (RuntimeException | Error ex) {
				failure = ex;
			}
			long end = System.nanoTime();
			task = next(end - start);
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

	/**
	 * Returns the next task. A thread leaves only when none is left, so no task is lost.
	 */
	private synchronized @Nullable T next(long nanoseconds) {
		if (nanoseconds > 0) {
			this.done++;
			this.nanoseconds += nanoseconds;
		}
		T task = this.tasks.poll();
		if (task == null) {
			this.threads--;
		}
		return task;
	}

	/**
	 * Waits until all tasks are done, but no longer than waiting pays off.
	 * @return how the tasks went
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
		List<T> rest = new ArrayList<>(this.tasks);
		this.tasks.clear();
		return rest;
	}

	/**
	 * Result of waiting for the tasks.
	 *
	 * @param quick whether the tasks were as quick as expected
	 * @param rest the tasks that were not started in time, for the caller to run
	 * @param <T> the type of the tasks
	 */
	record Outcome<T>(boolean quick, List<T> rest) {
	}

}
