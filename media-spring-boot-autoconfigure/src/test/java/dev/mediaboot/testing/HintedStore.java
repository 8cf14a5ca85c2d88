package dev.mediaboot.testing;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import org.jspecify.annotations.Nullable;

/**
 * A store without files that remembers the hints it was given.
 */
public final class HintedStore implements MediaStore {

	private final List<FindHint> hints = new ArrayList<>();

	/** Returns the hint of a GET with one field. */
	public static FindHint get(String name, String value) {
		return new FindHint() {

			@Override
			public String method() {
				return "GET";
			}

			@Override
			public @Nullable String get(String field) {
				return field.equals(name) ? value : null;
			}

		};
	}

	@Override
	public @Nullable MediaFile find(MediaPath path) {
		throw new AssertionError("The hint was lost");
	}

	@Override
	public @Nullable MediaFile find(MediaPath path, FindHint hint) {
		this.hints.add(hint);
		return null;
	}

	public List<FindHint> hints() {
		return this.hints;
	}

}
