package dev.mediaboot.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.mediaboot.MediaRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Logs, once the application has started, what was meant to be mounted but is not: a
 * misspelled property would go unnoticed otherwise.
 */
final class NothingMounted implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(NothingMounted.class);

	private static final ConfigurationPropertyName MEDIA = ConfigurationPropertyName.of("media");

	private static final ConfigurationPropertyName MOUNTS = MEDIA.append("mounts");

	private static final ConfigurationPropertyName URL = MEDIA.append("url");

	private final MediaRegistry registry;

	private final MediaProperties properties;

	private final MountCustomizers customizers;

	private final ApplicationContext context;

	NothingMounted(MediaRegistry registry, MediaProperties properties, MountCustomizers customizers,
			ApplicationContext context) {
		this.registry = registry;
		this.properties = properties;
		this.customizers = customizers;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (!this.registry.mounts().isEmpty()) {
			tellBesideOthers();
			return;
		}
		List<ConfigurationProperty> present = below(MEDIA);
		List<ConfigurationProperty> unknown = unknown(MEDIA);
		String message = "Nothing is mounted" + (StringUtils.hasText(this.properties.root()) ? "" : reason())
				+ (unknown.isEmpty() ? "" : ". " + describe(unknown));
		if (present.isEmpty()) {
			logger.info(message);
		}
		else {
			logger.warn(message);
		}
	}

	/**
	 * Looks for mistakes although something is mounted, which may be only the admin or a
	 * mount made by code.
	 */
	private void tellBesideOthers() {
		if (!StringUtils.hasText(this.properties.root())
				&& (this.properties.root() != null || below(MEDIA).stream().anyMatch(NothingMounted::isUrl))) {
			logger.warn("No media is mounted" + reason());
		}
		reportWithoutEffect("media.root", this.properties.root(), "media.");
		reportWithoutEffect("media.admin-prefix", this.properties.adminPrefix(), "media.admin-");
		// A property with such a name was meant for a mount; any other may be unrelated.
		List<ConfigurationProperty> unknown = unknown(MOUNTS);
		if (!unknown.isEmpty()) {
			logger.warn(describe(unknown));
		}
	}

	/** A rule about access, for example, was perhaps meant for all mounts. */
	private void reportWithoutEffect(String mount, @Nullable String value, String prefix) {
		if (StringUtils.hasText(value)) {
			return;
		}
		for (String key : this.customizers.keys()) {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix + key);
			if (below(MEDIA).stream().anyMatch((property) -> property.getName().equals(name))) {
				logger.warn("'" + name + "' has no effect because '" + mount + "' is not set. For other mounts, set "
						+ "'media.mounts.<name>." + key + "'");
			}
		}
	}

	private static boolean isUrl(ConfigurationProperty property) {
		return property.getName().equals(URL);
	}

	private String reason() {
		return (this.properties.root() != null) ? ": 'media.root' is empty" : ": 'media.root' is not set";
	}

	private List<ConfigurationProperty> unknown(ConfigurationPropertyName prefix) {
		List<ConfigurationProperty> present = below(prefix);
		if (present.isEmpty()) {
			return present;
		}
		Known known = new Known();
		lookUpProperties(known);
		this.customizers.properties().forEach((property) -> known.names.add(letters(property)));
		return present.stream().filter((property) -> !known.names.contains(letters(property.getName()))).toList();
	}

	/**
	 * Binds all classes of properties once more, those of options and of the application
	 * included. What Spring Boot remembers of the first time is not enough: it leaves out
	 * the properties that are empty, and those of beans that are created later.
	 */
	private void lookUpProperties(Known known) {
		Binder binder = Binder.get(this.context.getEnvironment());
		for (String bean : BeanFactoryUtils.beanNamesForAnnotationIncludingAncestors(this.context,
				ConfigurationProperties.class)) {
			ConfigurationProperties annotation = this.context.findAnnotationOnBean(bean, ConfigurationProperties.class);
			Class<?> type = this.context.getType(bean);
			if (annotation != null && type != null) {
				ConfigurationPropertyName prefix = ConfigurationPropertyName.adapt(annotation.prefix(), '.');
				if (prefix.equals(MEDIA) || MEDIA.isAncestorOf(prefix)) {
					binder.bind(prefix, Bindable.of(type), known);
				}
			}
		}
	}

	private List<ConfigurationProperty> below(ConfigurationPropertyName prefix) {
		List<ConfigurationProperty> properties = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.context.getEnvironment())) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream().filter(prefix::isAncestorOf).map(names::getConfigurationProperty).forEach((property) -> {
					if (property != null) {
						properties.add(property);
					}
				});
			}
		}
		return properties;
	}

	private String describe(List<ConfigurationProperty> unknown) {
		List<String> names = new ArrayList<>();
		boolean underscores = false;
		for (ConfigurationProperty property : unknown) {
			String name = property.getName().toString();
			String file = "";
			if (property.getOrigin() instanceof PropertySourceOrigin from) {
				boolean variable = from.getPropertySource() instanceof SystemEnvironmentPropertySource;
				name = from.getPropertyName();
				file = (from.getOrigin() != null && !variable) ? " (" + from.getOrigin() + ")" : "";
				underscores |= variable && isOfNoMount(property.getName());
			}
			names.add("'" + name + "'" + file);
		}
		String kind = (names.size() > 1) ? "Unknown properties: " : "Unknown property: ";
		return kind + String.join(", ", names) + (underscores
				? ". In environment variables, write the names of mounts without underscores: MEDIA_MOUNTS_MYCSS_URL"
				: "");
	}

	private boolean isOfNoMount(ConfigurationPropertyName name) {
		return MOUNTS.isAncestorOf(name) && !this.properties.mounts()
			.containsKey(name.getElement(MOUNTS.getNumberOfElements(), ConfigurationPropertyName.Form.UNIFORM));
	}

	/** Elements of a list have the name of the list. */
	private static String letters(ConfigurationPropertyName name) {
		ConfigurationPropertyName list = name;
		while (list.isLastElementIndexed() && list.isNumericIndex(list.getNumberOfElements() - 1)) {
			list = list.getParent();
		}
		return letters(list.toString());
	}

	/** An environment variable may have an underscore where the property has a dash. */
	private static String letters(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * The names of the properties that were looked for. What cannot be bound is ignored:
	 * it was bound before, or is none of ours, like an environment variable
	 * {@code MEDIA}.
	 */
	private static final class Known extends AbstractBindHandler {

		private final Set<String> names = new HashSet<>();

		@Override
		public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				@Nullable Object result) throws Exception {
			this.names.add(letters(name));
			super.onFinish(name, target, context, result);
		}

		@Override
		public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Exception error) {
			return null;
		}

	}

}
