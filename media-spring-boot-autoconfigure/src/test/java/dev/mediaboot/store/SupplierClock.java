package dev.mediaboot.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * A clock that asks for each of its times.
 */
final class SupplierClock extends Clock {

	private final Supplier<Instant> instants;

	SupplierClock(Supplier<Instant> instants) {
		this.instants = instants;
	}

	@Override
	public Instant instant() {
		return this.instants.get();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
