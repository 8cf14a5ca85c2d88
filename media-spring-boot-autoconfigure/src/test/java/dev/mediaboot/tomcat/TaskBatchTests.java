package dev.mediaboot.tomcat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TaskBatchTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void onePieceAfterAnotherIsDoneByOneThread() {
		TaskBatch<Integer> work = new TaskBatch<>(this.done::add, 1);
		assertThat(work.add(0)).isTrue();
		IntStream.range(1, 10).forEach((task) -> assertThat(work.add(task)).isFalse());
		work.run();
		TaskBatch.Outcome<Integer> outcome = work.await();
		assertThat(outcome.rest()).isEmpty();
		assertThat(outcome.quick()).isTrue();
		assertThat(this.done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void morePiecesAreWorthMoreThreadsUpToALimit() {
		TaskBatch<Integer> work = new TaskBatch<>(this.done::add, 3);
		List<Integer> startedBy = new ArrayList<>();
		for (int task = 0; task < 100; task++) {
			if (work.add(task)) {
				startedBy.add(task);
			}
		}
		assertThat(startedBy).containsExactly(0, 4, 8);
	}

	@Test
	void everyPieceIsDoneOnceHoweverManyThreadsThereAre() throws InterruptedException {
		for (int round = 0; round < 300; round++) {
			List<Integer> all = Collections.synchronizedList(new ArrayList<>());
			TaskBatch<Integer> work = new TaskBatch<>(all::add, 4);
			CountDownLatch ended = new CountDownLatch(addAll(work, 50));
			for (long i = ended.getCount(); i > 0; i--) {
				this.executor.execute(() -> {
					work.run();
					ended.countDown();
				});
			}
			List<Integer> rest = work.await().rest();
			assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
			all.addAll(rest);
			assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
		}
	}

	private static int addAll(TaskBatch<Integer> work, int tasks) {
		int threads = 0;
		for (int task = 0; task < tasks; task++) {
			threads += work.add(task) ? 1 : 0;
		}
		return threads;
	}

	@Test
	void whatWaitsBehindTheSlowIsLeftToTheCaller() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch slow = new CountDownLatch(1);
		TaskBatch<Integer> work = new TaskBatch<>((task) -> {
			if (task == 1) {
				begun.countDown();
				awaitQuietly(slow);
			}
			this.done.add(task);
		}, 1);
		addAll(work, 4);
		this.executor.execute(work);
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		TaskBatch.Outcome<Integer> outcome = work.await();
		assertThat(outcome.rest()).containsExactly(2, 3);
		assertThat(outcome.quick()).isFalse();
		slow.countDown();
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.done).containsExactly(0, 1);
	}

	@Test
	void whatComesWhileAThreadIsSlowIsDoneWithoutAnybodyWaiting() throws InterruptedException {
		CountDownLatch slow = new CountDownLatch(1);
		TaskBatch<Integer> work = new TaskBatch<>((task) -> {
			awaitQuietly(slow);
			this.done.add(task);
		}, 1);
		assertThat(work.add(0)).isTrue();
		this.executor.execute(work);
		assertThat(work.add(1)).isFalse();
		slow.countDown();
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.done).containsExactly(0, 1);
	}

	@Test
	void whatNobodyRunsIsLeftToTheCaller() {
		TaskBatch<Integer> work = new TaskBatch<>(this.done::add, 1);
		addAll(work, 3);
		assertThat(work.await().rest()).containsExactly(0, 1, 2);
	}

	@Test
	void piecesWithoutAThreadAreWithdrawn() {
		TaskBatch<Integer> work = new TaskBatch<>(this.done::add, 2);
		assertThat(addAll(work, 5)).isEqualTo(2);
		assertThat(work.cancel()).isEmpty();
		assertThat(work.cancel()).containsExactly(0, 1, 2, 3, 4);
		// Nobody waits for what nobody does
		assertThat(work.await()).isEqualTo(new TaskBatch.Outcome<>(true, List.of()));
		assertThat(work.add(5)).isTrue();
		work.run();
		assertThat(this.done).containsExactly(5);
	}

	@Test
	void piecesThatTakeTheirTimeAreNotQuick() {
		TaskBatch<Integer> work = new TaskBatch<>((task) -> {
			long end = System.nanoTime() + 300_000;
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}, 1);
		addAll(work, 2);
		work.run();
		assertThat(work.await()).isEqualTo(new TaskBatch.Outcome<>(false, List.of()));
		assertThat(work.await()).isEqualTo(new TaskBatch.Outcome<>(true, List.of()));
	}

	@Test
	void aFailureComesAfterTheOtherPieces() {
		Consumer<Integer> failing = (task) -> {
			if (task == 0) {
				throw new IllegalStateException("expected");
			}
			this.done.add(task);
		};
		TaskBatch<Integer> work = new TaskBatch<>(failing, 1);
		addAll(work, 3);
		assertThatIllegalStateException().isThrownBy(work::run).withMessage("expected");
		assertThat(this.done).containsExactly(1, 2);
		assertThat(work.await().rest()).isEmpty();
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
