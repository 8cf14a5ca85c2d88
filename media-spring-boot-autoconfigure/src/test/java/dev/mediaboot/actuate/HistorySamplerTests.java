package dev.mediaboot.actuate;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.Totals;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class HistorySamplerTests {

	private final AtomicLong time = new AtomicLong(1_000_000_000_000L);

	private final CountDownLatch samples = new CountDownLatch(3);

	/** A hundred answers a second. */
	private final MediaHistory history = new MediaHistory(() -> totals(this.time.get() / 10),
			() -> this.time.get() / 1000);

	private static Totals totals(long ok) {
		return new Totals(ok, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	}

	private List<Long> seconds(int count) {
		return this.history.seconds().units().subList(60 - count, 60).stream().map(Totals::ok).toList();
	}

	private static void throwUnchecked(Class<? extends Throwable> failure) {
		if (Error.class.isAssignableFrom(failure)) {
			throw new NoClassDefFoundError("some.Figures");
		}
		throw new IllegalStateException("no figures");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 49, 50, 51, 500, 949, 950, 998, 999 })
	void steadyAnswersAreSteadyWhereverItStarts(long phase) {
		this.time.addAndGet(phase);
		for (int i = 0; i < 40; i++) {
			// Some milliseconds late, and the clock is corrected now and then
			this.time.addAndGet(HistorySampler.delay(this.time.get()) + i % 3 - i % 7);
			this.history.sample();
		}
		assertThat(seconds(35)).allSatisfy((answers) -> assertThat(answers).isBetween(99L, 101L));
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void failureIsLoggedOnceAndEndsNothing(Class<? extends Throwable> failure, CapturedOutput output)
			throws InterruptedException {
		// Applications of other tests have levels of their own
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(HistorySampler.class.getName(), LogLevel.WARN);
		AtomicLong second = new AtomicLong();
		AtomicLong looks = new AtomicLong();
		HistorySampler sampler = new HistorySampler(new MediaHistory(() -> {
			if (looks.getAndIncrement() > 0) {
				this.samples.countDown();
				throwUnchecked(failure);
			}
			return totals(0);
		}, second::getAndIncrement));
		sampler.start();
		try {
			assertThat(this.samples.await(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			sampler.stop();
		}
		assertThat(output).containsOnlyOnce("Failed to record the history of the statistics");
	}

}
