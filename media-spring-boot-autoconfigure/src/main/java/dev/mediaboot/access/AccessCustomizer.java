package dev.mediaboot.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Adds the rules of all mounts, and those that the properties of a mount name, to the
 * mount's own.
 */
final class AccessCustomizer implements MountCustomizer {

	private static final String KEY = "access";

	private final Environment environment;

	private final List<MediaAccess> all;

	private final NamedRules named;

	AccessCustomizer(Environment environment, List<MediaAccess> all, NamedRules named) {
		this.environment = environment;
		this.all = all;
		this.named = named;
	}

	@Override
	public Mount customize(Mount mount, @Nullable String property) {
		Set<MediaAccess> rules = new LinkedHashSet<>(this.all);
		if (property != null) {
			names(property + KEY).forEach((name) -> rules.add(rule(property + KEY, name)));
		}
		List<MediaAccess> own = mount.policy().access();
		rules.addAll(own);
		return (rules.size() == own.size()) ? mount : mount.withAccess(rules.toArray(MediaAccess[]::new));
	}

	@Override
	public List<String> keys() {
		return List.of(KEY);
	}

	private List<String> names(String property) {
		return Binder.get(this.environment).bind(property, Bindable.listOf(String.class)).orElse(List.of());
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
