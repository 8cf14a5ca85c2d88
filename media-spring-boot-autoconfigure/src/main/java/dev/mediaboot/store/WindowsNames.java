package dev.mediaboot.store;

import java.util.Locale;
import java.util.Set;

/**
 * Names under which Windows would find something other than a file of that name: devices,
 * alternate data streams, short names, and names with an ending that it ignores.
 */
final class WindowsNames {

	private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

	private WindowsNames() {
	}

	static boolean isAlias(String name) {
		char last = name.charAt(name.length() - 1);
		return last == '.' || last == ' ' || name.chars().anyMatch((character) -> "<>:\"|?*".indexOf(character) >= 0)
				|| isShortName(name) || isDevice(name);
	}

	private static boolean isShortName(String name) {
		for (int i = name.indexOf('~'); i >= 0; i = name.indexOf('~', i + 1)) {
			if (i > 0 && i < name.length() - 1 && Character.isDigit(name.charAt(i + 1))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isDevice(String name) {
		int dot = name.indexOf('.');
		String stem = ((dot >= 0) ? name.substring(0, dot) : name).strip().toLowerCase(Locale.ROOT);
		return DEVICES.contains(stem) || (stem.length() == 4 && (stem.startsWith("com") || stem.startsWith("lpt"))
				&& Character.getNumericValue(stem.charAt(3)) >= 0 && !Character.isLetter(stem.charAt(3)));
	}

}
