package dev.mediaboot.statistics;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MediaHistoryTests {

	private final AtomicLong time = new AtomicLong(1_000_000_000);

	private final AtomicLong requests = new AtomicLong(500);

	private MediaHistory history;

	@BeforeEach
	void begin() {
		this.history = new MediaHistory(() -> totals(this.requests.get()), this.time::get);
	}

	private static Totals totals(long ok) {
		return new Totals(ok, 0, 0, 0, 0, ok * 10, ok * 100, 0, 0, 0);
	}

	private void pass(int seconds, int requests) {
		for (int i = 0; i < seconds; i++) {
			this.requests.addAndGet(requests);
			this.time.incrementAndGet();
			this.history.sample();
		}
	}

	private static List<Long> ok(MediaHistory.Series series) {
		return series.units().stream().map((unit) -> (unit != null) ? unit.ok() : null).toList();
	}

	@Test
	void nothingIsKnownOfWhatWasBeforeTheStart() {
		assertThat(ok(this.history.seconds())).hasSize(60).containsOnlyNulls();
		assertThat(ok(this.history.minutes())).hasSize(60).containsOnlyNulls();
		pass(59, 1);
		assertThat(ok(this.history.seconds())).hasSize(60).startsWith(null, 1L);
		pass(1, 1);
		assertThat(ok(this.history.seconds())).hasSize(60).containsOnly(1L);
	}

	@Test
	void everySecondHasWhatHappenedInIt() {
		pass(1, 3);
		pass(1, 0);
		pass(1, 5);
		assertThat(ok(this.history.seconds())).hasSize(60).endsWith(null, 3L, 0L, 5L);
		assertThat(this.history.seconds().end()).isEqualTo(1_000_000_003);
		assertThat(this.history.seconds().step()).isOne();
		assertThat(this.history.seconds().units().get(59)).isEqualTo(totals(5));
	}

	@Test
	void secondThatIsNotOverIsNotThereYet() {
		pass(1, 3);
		this.requests.addAndGet(100);
		this.history.sample();
		assertThat(ok(this.history.seconds())).endsWith(null, 3L);
		this.time.incrementAndGet();
		this.history.sample();
		assertThat(ok(this.history.seconds())).endsWith(null, 3L, 100L);
	}

	@Test
	void totalsAreTakenOnceInSecond() {
		AtomicLong taken = new AtomicLong();
		MediaHistory counting = new MediaHistory(() -> totals(taken.incrementAndGet()), this.time::get);
		counting.sample();
		counting.sample();
		assertThat(taken).hasValue(1);
		this.time.incrementAndGet();
		counting.sample();
		assertThat(taken).hasValue(2);
	}

	@Test
	void lastMinuteIsRemembered() {
		pass(10, 7);
		pass(60, 2);
		assertThat(ok(this.history.seconds())).hasSize(60).containsOnly(2L);
	}

	@Test
	void minutesAreSums() {
		// 1,000,000,000 is 40 seconds into a minute
		pass(20, 1);
		pass(60, 2);
		pass(59, 3);
		assertThat(ok(this.history.minutes())).hasSize(60).endsWith(null, 20L, 120L);
		pass(1, 3);
		assertThat(ok(this.history.minutes())).endsWith(null, 20L, 120L, 180L);
		assertThat(this.history.minutes().end()).isEqualTo(1_000_000_140).matches((end) -> end % 60 == 0);
		assertThat(this.history.minutes().step()).isEqualTo(60);
	}

	@Test
	void lastHourIsRemembered() {
		pass(20 + 60 * 60, 1);
		assertThat(ok(this.history.minutes())).hasSize(60).containsOnly(60L);
		pass(60 * 60, 2);
		assertThat(ok(this.history.minutes())).hasSize(60).containsOnly(120L);
	}

	@Test
	void whatHappenedWhileNobodyLookedIsOfTheLastSecondThatWasSeen() {
		pass(1, 1);
		this.requests.addAndGet(100);
		this.time.addAndGet(5);
		this.history.sample();
		assertThat(ok(this.history.seconds())).endsWith(null, 1L, 100L, 0L, 0L, 0L, 0L);
		this.time.addAndGet(1000);
		this.history.sample();
		assertThat(ok(this.history.seconds())).hasSize(60).containsOnly(0L);
	}

	@Test
	void clockThatIsSetBackBeginsAnew() {
		pass(60, 1);
		this.time.addAndGet(-3600);
		this.history.sample();
		assertThat(ok(this.history.seconds())).containsOnlyNulls();
		pass(2, 4);
		assertThat(ok(this.history.seconds())).endsWith(null, 4L, 4L);
	}

}
