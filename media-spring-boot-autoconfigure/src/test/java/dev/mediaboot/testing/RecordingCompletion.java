package dev.mediaboot.testing;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.TruncatedBodyException;
import dev.mediaboot.transfer.Transfer;

/**
 * Has room for every body, and keeps what it is told.
 */
public final class RecordingCompletion implements BodyWriter.Completion {

	public final List<Long> written = new ArrayList<>();

	public final List<TruncatedBodyException> truncations = new ArrayList<>();

	@Override
	public boolean await(Transfer transfer) {
		return true;
	}

	@Override
	public void ended(BodyWriter writer, long bytes, TruncatedBodyException truncation) {
		this.written.add(bytes);
		if (truncation != null) {
			this.truncations.add(truncation);
		}
	}

}
