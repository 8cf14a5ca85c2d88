package dev.mediaboot.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Has room for every body, and keeps what it is told.
 */
final class RecordingCompletion implements BodyWriter.Completion {

	final List<Long> written = new ArrayList<>();

	final List<TruncatedBodyException> truncations = new ArrayList<>();

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
