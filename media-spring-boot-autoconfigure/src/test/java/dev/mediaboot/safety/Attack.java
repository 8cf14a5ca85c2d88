package dev.mediaboot.safety;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A way to ask for a file.
 *
 * @param label the product that was broken, and the rule that protects this one
 * @param target what is sent
 * @param mounted whether it belongs to a mount rather than to the application
 */
record Attack(String label, String target, boolean mounted) {

	/** Attacks that this library has to answer. */
	static Stream<Attack> of(String label, String... targets) {
		return Arrays.stream(targets).map((target) -> new Attack(label, target, true));
	}

	/** Attacks on paths that no mount owns. */
	static Stream<Attack> besideMounts(String label, String... targets) {
		return Arrays.stream(targets).map((target) -> new Attack(label, target, false));
	}

	@Override
	public String toString() {
		return this.label + ": " + this.target.substring(0, Math.min(this.target.length(), 100));
	}

}
