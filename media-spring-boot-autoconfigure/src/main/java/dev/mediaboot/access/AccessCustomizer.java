package dev.mediaboot.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;

/**
 * Adds the rules of all mounts, and those that the properties of a mount name, to the
 * mount's own.
 */
final class AccessCustomizer implements MountCustomizer {

	private static final String KEY = "access";

	private final List<MediaAccess> all;

	private final NamedRules named;

	AccessCustomizer(List<MediaAccess> all, NamedRules named) {
		this.all = all;
		this.named = named;
	}

	@Override
	public Mount customize(Mount mount, Keys keys) {
		Set<MediaAccess> rules = new LinkedHashSet<>(this.all);
		for (MediaAccess rule : rules(keys)) {
			// A rule of all mounts may be named once more.
			if (!(rule instanceof NamedAccess named && this.all.contains(named.rule()))) {
				rules.add(rule);
			}
		}
		List<MediaAccess> own = mount.policy().access();
		rules.addAll(own);
		return List.copyOf(rules).equals(own) ? mount : mount.withAccess(rules.toArray(MediaAccess[]::new));
	}

	/** An empty list is a mistake, such as a variable that is not set. */
	private List<MediaAccess> rules(Keys keys) {
		List<String> names = keys.values(KEY);
		if (names == null) {
			return List.of();
		}
		if (names.isEmpty()) {
			throw new InvalidMountException("The value of '" + keys.name(KEY) + "' is empty",
					"Name a rule, or remove the property to let everybody see the files.");
		}
		List<MediaAccess> rules = new ArrayList<>();
		names.forEach((name) -> rules.add(rule(keys.name(KEY), name)));
		return rules;
	}

	@Override
	public List<String> keys() {
		return List.of(KEY);
	}

	private MediaAccess rule(String property, String name) {
		try {
			return this.named.get(name);
		}
		catch (IllegalArgumentException ex) {
			String action = (ex instanceof InvalidMountException invalid) ? invalid.getAction() : "Correct the value.";
			throw new InvalidMountException("The value of '" + property + "' cannot be used: " + ex.getMessage(),
					action, ex);
		}
	}

}
