package dev.mediaboot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;

import org.springframework.core.env.Environment;

/**
 * Applies all customizers. It exists before they do, and asks them once the application
 * has its beans.
 */
final class MountCustomizers implements UnaryOperator<Mount> {

	private final MediaProperties properties;

	private final Environment environment;

	private volatile List<MountCustomizer> customizers = List.of();

	MountCustomizers(MediaProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	void start(List<MountCustomizer> customizers) {
		this.customizers = List.copyOf(customizers);
	}

	/** Returns the keys that the customizers read. */
	List<String> keys() {
		return this.customizers.stream().flatMap((customizer) -> customizer.keys().stream()).toList();
	}

	/** Returns the names of the properties that the customizers read. */
	List<String> properties() {
		List<String> properties = new ArrayList<>();
		for (String key : keys()) {
			properties.add("media." + key);
			properties.add("media.admin-" + key);
			this.properties.mounts().keySet().forEach((name) -> properties.add("media.mounts." + name + "." + key));
		}
		return properties;
	}

	@Override
	public Mount apply(Mount mount) {
		Mount customized = mount.withDefaultDispatch(this.properties.dispatch());
		if (this.customizers.isEmpty()) {
			return customized;
		}
		String property = PropertyMounts.property(mount, this.properties);
		MountKeys keys = new MountKeys(this.environment, property, PropertyMounts.name(property));
		for (MountCustomizer customizer : this.customizers) {
			customized = customizer.customize(customized, keys);
		}
		return customized;
	}

}
