package dev.mediaboot.web;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Things to do that are found at the same time and expected to be quick: a few threads do
 * one after another, instead of one thread each, while the finder waits for them.
 *
 * @param <T> the type of what is done something with
 */
final class TomcatBatch<T> implements Runnable {

	/** How many are worth waking another thread for. */
	private static final int PER_THREAD = 16;

	/** For how long one of them may keep the others waiting. */
	private static final long STALL = TimeUnit.MICROSECONDS.toNanos(500);

	private static final long LIMIT = 4 * STALL;

	private final Thread finder = Thread.currentThread();

	private final List<T> things;

	private final Consumer<T> action;

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger done = new AtomicInteger();

	TomcatBatch(List<T> things, Consumer<T> action) {
		this.things = List.copyOf(things);
		this.action = action;
	}

	/** By how many threads it is to be run. */
	int threads(int processors) {
		return Math.min((this.things.size() + PER_THREAD - 1) / PER_THREAD, processors);
	}

	@Override
	public void run() {
		for (int i = begin(1); i < this.things.size(); i = begin(1)) {
			try {
				this.action.accept(this.things.get(i));
			}
			finally {
				if (this.done.incrementAndGet() == this.things.size()) {
					LockSupport.unpark(this.finder);
				}
			}
		}
	}

	private int begin(int count) {
		return Math.min(this.begun.getAndAdd(count), this.things.size());
	}

	/**
	 * Waits until all is done, unless something takes longer than was expected.
	 * @return what has not been begun by then, and is not going to be
	 */
	List<T> await() {
		long start = System.nanoTime();
		long moved = start;
		int before = 0;
		while (!isDone()) {
			LockSupport.parkNanos(this, STALL);
			long now = System.nanoTime();
			int done = this.done.get();
			if (done > before) {
				before = done;
				moved = now;
			}
			else if (now - moved >= STALL) {
				return cancel();
			}
			if (now - start >= LIMIT) {
				return cancel();
			}
		}
		return List.of();
	}

	/** Whether all was done in the time that was expected. */
	boolean isDone() {
		return this.done.get() == this.things.size();
	}

	/**
	 * Leaves the rest to the caller.
	 * @return what has not been begun
	 */
	List<T> cancel() {
		return this.things.subList(begin(this.things.size()), this.things.size());
	}

}
