package dev.mediaboot.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Transfers}.
 */
class TransfersTests {

	private static final int THREE = 3 * 4 * 128 * 1024;

	private final AtomicLong time = new AtomicLong();

	private final Transfers transfers = new Transfers(THREE, Duration.ofSeconds(60), this.time::get);

	@Test
	void thereAreAsManyPlacesAsFitIntoThreeQuarters() {
		assertThat(places(512 * 1024 * 1024)).isEqualTo(3072);
		assertThat(places(128 * 1024 * 1024)).isEqualTo(512);
		assertThat(places(64 * 1024 * 1024)).isEqualTo(128);
		assertThat(places(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
	}

	private static int places(long memory) {
		return new Transfers(memory, Duration.ofSeconds(1), System::nanoTime).max();
	}

	@Test
	void aPlaceThatIsGivenBackIsFree() {
		List<TransferPlace> places = takeAll();
		assertThat(this.transfers.take(false)).isNull();
		places.get(1).give();
		places.get(1).give();
		assertThat(this.transfers.take(false)).isNotNull();
		assertThat(this.transfers.take(false)).isNull();
	}

	@Test
	void anEncryptedConnectionTakesTwo() {
		TransferPlace encrypted = this.transfers.take(true);
		assertThat(this.transfers.take(true)).isNull();
		assertThat(this.transfers.take(false)).isNotNull();
		encrypted.give();
		assertThat(this.transfers.take(true)).isNotNull();
	}

	@Test
	void smallBodiesFindRoomWhenAllPlacesAreTaken() {
		takeAll();
		TransferPlace small = this.transfers.takeSmall(false);
		for (int i = 1; i < 64; i++) {
			assertThat(this.transfers.takeSmall(false)).isNotNull();
		}
		assertThat(this.transfers.takeSmall(false)).isNull();
		small.give();
		assertThat(this.transfers.take(false)).isNull();
		assertThat(this.transfers.takeSmall(false)).isNotNull();
	}

	@Test
	void nobodyWaitsForNoTime() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Transfers(Duration.ZERO));
	}

	@Test
	void whoTakesNothingIsLeft() {
		Slow transfer = watch();
		pass(59);
		assertThat(transfer.aborted).isZero();
		transfer.written++;
		pass(59);
		assertThat(transfer.aborted).isZero();
		pass(2);
		assertThat(transfer.aborted).isEqualTo(1);
	}

	@Test
	void aContainerThatDoesNotNoticeKeepsNoPlace() {
		Slow transfer = watch();
		pass(61);
		assertThat(transfer.aborted).isEqualTo(1);
		assertThat(transfer.ended).isFalse();
		pass(61);
		assertThat(transfer.aborted).isEqualTo(1);
		assertThat(transfer.ended).isTrue();
		assertThat(takeAll()).hasSize(3);
	}

	/** A container may ignore the first abort while its client is only slow. */
	@Test
	void whoGoesOnAndStopsAgainIsAbortedAgainBeforeItIsEnded() {
		Slow transfer = watch();
		pass(61);
		assertThat(transfer.aborted).isEqualTo(1);
		transfer.written++;
		pass(61);
		assertThat(transfer.aborted).isEqualTo(2);
		assertThat(transfer.ended).isFalse();
		pass(61);
		assertThat(transfer.aborted).isEqualTo(2);
		assertThat(transfer.ended).isTrue();
	}

	@Test
	void whoSeemsToTakeNothingIsAskedForSomeTimesBefore() {
		Slow transfer = watch();
		pass(59);
		assertThat(transfer.nudged).isEqualTo(3);
	}

	@Test
	void theOneThatTakesTheLeastGivesWay() {
		Slow steady = watch();
		Slow slow = watch();
		Slow slowest = watch();
		for (int i = 0; i < 11; i++) {
			steady.written += 2048;
			slow.written += 1000;
			slowest.written += 1;
			pass(1);
		}
		assertThat(this.transfers.take(false)).isNotNull();
		assertThat(slowest.aborted).isEqualTo(1);
		assertThat(this.transfers.take(false)).isNotNull();
		assertThat(slow.aborted).isEqualTo(1);
		assertThat(this.transfers.take(false)).isNull();
		assertThat(steady.aborted).isZero();
		slow.place.give();
		slowest.place.give();
		// They had given way already.
		assertThat(this.transfers.take(false)).isNull();
		steady.place.give();
		assertThat(this.transfers.take(false)).isNotNull();
	}

	@Test
	void whoBecomesSlowGivesWayHoweverMuchItTookBefore() {
		List<Slow> all = List.of(watch(), watch(), watch());
		all.forEach((transfer) -> transfer.written = 1_000_000_000);
		pass(31);
		assertThat(this.transfers.take(false)).isNull();
		for (int i = 0; i < 31; i++) {
			all.forEach((transfer) -> transfer.written++);
			pass(1);
		}
		assertThat(this.transfers.take(false)).isNotNull();
	}

	@Test
	void nobodyGivesWayInTheFirstSeconds() {
		List<Slow> all = List.of(watch(), watch(), watch());
		pass(9);
		assertThat(this.transfers.take(false)).isNull();
		assertThat(all).allMatch((transfer) -> transfer.aborted == 0);
	}

	@Test
	void whatIsOnItsWayWhenTheServerHasStoppedIsEnded() {
		Slow transfer = watch();
		this.transfers.start();
		this.transfers.stop();
		assertThat(transfer.ended).isTrue();
		assertThat(takeAll()).hasSize(3);
	}

	/** Tomcat's request is none any more then. */
	@Test
	void whatCannotBeEndedWhenTheServerHasStoppedKeepsNoPlace() {
		Slow transfer = watch();
		transfer.broken = true;
		Slow other = watch();
		this.transfers.stop();
		assertThat(other.ended).isTrue();
		assertThat(takeAll()).hasSize(3);
	}

	private List<TransferPlace> takeAll() {
		List<TransferPlace> places = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			TransferPlace place = this.transfers.take(false);
			assertThat(place).isNotNull();
			places.add(place);
		}
		return places;
	}

	private Slow watch() {
		TransferPlace place = this.transfers.take(false);
		assertThat(place).isNotNull();
		Slow transfer = new Slow(place);
		place.watch(transfer);
		return transfer;
	}

	private void pass(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.time.addAndGet(TimeUnit.SECONDS.toNanos(1));
			this.transfers.tick();
		}
	}

	/**
	 * A client that takes as much as the test says.
	 */
	private static final class Slow implements Transfer {

		private final TransferPlace place;

		private long written;

		private int aborted;

		private int nudged;

		private boolean ended;

		private boolean broken;

		Slow(TransferPlace place) {
			this.place = place;
		}

		@Override
		public long written() {
			return this.written;
		}

		@Override
		public void abort() {
			this.aborted++;
		}

		@Override
		public void nudge() {
			this.nudged++;
		}

		@Override
		public void end() {
			if (this.broken) {
				throw new IllegalStateException("The request has been recycled");
			}
			this.ended = true;
			this.place.give();
		}

	}

}
