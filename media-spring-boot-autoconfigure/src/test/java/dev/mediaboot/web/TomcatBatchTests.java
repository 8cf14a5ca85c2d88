package dev.mediaboot.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatBatchTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void everythingIsDoneInOrderByOneThread() {
		TomcatBatch<Integer> batch = batch(10);
		batch.run();
		assertThat(batch.await()).isEmpty();
		assertThat(batch.isDone()).isTrue();
		assertThat(this.done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void everythingIsDoneOnceByManyThreads() {
		for (int round = 0; round < 200; round++) {
			this.done.clear();
			TomcatBatch<Integer> batch = batch(50);
			for (int i = 0; i < 4; i++) {
				this.executor.execute(batch);
			}
			List<Integer> rest = batch.await();
			rest.forEach(this.done::add);
			assertThat(this.done).doesNotHaveDuplicates();
			if (rest.isEmpty() && batch.isDone()) {
				assertThat(this.done).hasSize(50);
			}
		}
	}

	@Test
	void whatWaitsBehindTheSlowIsLeftToTheCaller() throws InterruptedException {
		CountDownLatch slow = new CountDownLatch(1);
		TomcatBatch<Integer> batch = new TomcatBatch<>(List.of(0, 1, 2, 3), (number) -> {
			if (number == 1) {
				awaitQuietly(slow);
			}
			this.done.add(number);
		});
		this.executor.execute(batch);
		while (this.done.isEmpty()) {
			Thread.onSpinWait();
		}
		assertThat(batch.await()).containsExactly(2, 3);
		assertThat(batch.isDone()).isFalse();
		slow.countDown();
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.done).containsExactly(0, 1);
	}

	@Test
	void whatNobodyRunsIsLeftToTheCaller() {
		assertThat(batch(3).await()).containsExactly(0, 1, 2);
	}

	@Test
	void whatIsCancelledIsNotBegun() {
		TomcatBatch<Integer> batch = batch(3);
		assertThat(batch.cancel()).containsExactly(0, 1, 2);
		batch.run();
		assertThat(this.done).isEmpty();
		assertThat(batch.cancel()).isEmpty();
	}

	@Test
	void aFailureIsDoneToo() {
		TomcatBatch<Integer> batch = new TomcatBatch<>(List.of(0), (number) -> {
			throw new IllegalStateException("expected");
		});
		try {
			batch.run();
		}
		catch (IllegalStateException ex) {
			this.done.add(-1);
		}
		assertThat(this.done).containsExactly(-1);
		assertThat(batch.isDone()).isTrue();
	}

	@Test
	void itIsWorthAsManyThreadsAsThereIsWork() {
		assertThat(batch(1).threads(8)).isEqualTo(1);
		assertThat(batch(16).threads(8)).isEqualTo(1);
		assertThat(batch(17).threads(8)).isEqualTo(2);
		assertThat(batch(500).threads(8)).isEqualTo(8);
		assertThat(batch(500).threads(1)).isEqualTo(1);
	}

	private TomcatBatch<Integer> batch(int size) {
		return new TomcatBatch<>(IntStream.range(0, size).boxed().toList(), this.done::add);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
