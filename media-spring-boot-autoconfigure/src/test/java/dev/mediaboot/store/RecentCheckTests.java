package dev.mediaboot.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentCheckTests {

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);

	private final AtomicInteger times = new AtomicInteger();

	private final AtomicBoolean passes = new AtomicBoolean(true);

	private final RecentCheck check = new RecentCheck(() -> {
		this.times.incrementAndGet();
		return this.passes.get();
	}, Duration.ofNanos(10), this.time::get);

	@Test
	void checkThatPassedIsNotMadeAgainForAMoment() {
		assertThat(this.check.passes()).isTrue();
		this.passes.set(false);
		this.time.addAndGet(9);
		assertThat(this.check.passes()).isTrue();
		assertThat(this.times).hasValue(1);
		this.time.addAndGet(1);
		assertThat(this.check.passes()).isFalse();
		assertThat(this.times).hasValue(2);
	}

	@Test
	void checkThatFailedIsMadeAgainAtOnce() {
		this.passes.set(false);
		assertThat(this.check.passes()).isFalse();
		this.passes.set(true);
		assertThat(this.check.passes()).isTrue();
		assertThat(this.times).hasValue(2);
	}

}
