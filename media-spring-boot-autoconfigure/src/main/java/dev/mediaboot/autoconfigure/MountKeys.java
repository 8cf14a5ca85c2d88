package dev.mediaboot.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.mediaboot.MountCustomizer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Looks up the properties of a mount. The name of a mount may be written in several ways,
 * and may contain dots, so it is looked for among the properties that there are.
 *
 * @param environment the properties
 * @param property what configures the mount: {@code media.root},
 * {@code media.admin-prefix}, {@code media.mounts} or {@code null}
 * @param mount the name of the mount among {@code media.mounts}, or {@code null}
 */
record MountKeys(Environment environment, @Nullable String property,
		@Nullable String mount) implements MountCustomizer.Keys {

	private static final ConfigurationPropertyName MOUNTS = ConfigurationPropertyName.of("media.mounts");

	private static final int NAME = 2;

	@Override
	public @Nullable List<String> values(String key) {
		if (this.mount != null) {
			return ofMount(key, this.mount);
		}
		return (this.property != null) ? values(ConfigurationPropertyName.of(name(key))) : null;
	}

	@Override
	public String name(String key) {
		if (this.mount != null) {
			return "media.mounts." + this.mount + "." + key;
		}
		return ("media.admin-prefix".equals(this.property) ? "media.admin-" : "media.") + key;
	}

	private @Nullable List<String> ofMount(String key, String mount) {
		for (ConfigurationPropertyName parent : parents(mount)) {
			List<String> values = values(parent.append(key));
			if (values != null) {
				return values;
			}
		}
		return null;
	}

	private Set<ConfigurationPropertyName> parents(String mount) {
		Set<ConfigurationPropertyName> parents = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream()
					.filter((name) -> MOUNTS.isAncestorOf(name) && isOf(mount, name))
					.forEach((name) -> parents.add(name.chop(NAME + 1)));
			}
		}
		return parents;
	}

	/** A name in brackets is taken literally. */
	private static boolean isOf(String mount, ConfigurationPropertyName name) {
		String element = name.getElement(NAME, Form.ORIGINAL);
		boolean literal = name.chop(NAME + 1).toString().endsWith("]");
		return literal ? element.equals(mount) : letters(element).equals(letters(mount));
	}

	private static String letters(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	private @Nullable List<String> values(ConfigurationPropertyName name) {
		return Binder.get(this.environment).bind(name, Bindable.listOf(String.class)).orElse(null);
	}

}
