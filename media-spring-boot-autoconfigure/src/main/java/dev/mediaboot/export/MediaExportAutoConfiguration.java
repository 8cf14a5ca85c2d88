package dev.mediaboot.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import dev.mediaboot.answer.MediaAlias;
import dev.mediaboot.export.server.ExportedMount;
import dev.mediaboot.export.server.ExportedMounts;
import dev.mediaboot.offload.OffloadType;
import dev.mediaboot.offload.Offloads;
import jakarta.servlet.ServletContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration for the configuration of a web server in front of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "dev.mediaboot.autoconfigure.MediaAutoConfiguration",
		"dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration",
		"dev.mediaboot.offload.MediaOffloadAutoConfiguration" })
@EnableConfigurationProperties(MediaExportProperties.class)
public final class MediaExportAutoConfiguration {

	private static final Log logger = LogFactory.getLog(MediaExportAutoConfiguration.class);

	/**
	 * Applies when the application serves media.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(type = "dev.mediaboot.web.MediaRequestHandler", search = SearchStrategy.CURRENT)
	static class ExportConfiguration {

		@Bean
		MediaExport mediaExport(MediaExportProperties properties, MediaRegistry registry,
				ObjectProvider<MountGuard> guards, ObjectProvider<MediaAlias> aliases, Environment environment,
				ObjectProvider<ServletContext> servlets, ObjectProvider<DispatcherServletPath> dispatcher,
				Offloads offloads) {
			return new MediaExport(() -> {
				String application = context(environment, servlets.getIfAvailable())
						+ dispatcher.stream().map(DispatcherServletPath::getPrefix).findFirst().orElse("");
				return new ExportedMounts(
						mounts(registry, application, guards.orderedStream().toList(), offloads::typeOf),
						Upstream.of(properties, environment), properties.listen(), properties.include(),
						aliases.stream().findAny().isPresent(), offloads.secret(), offloads::location);
			}, registry::registrations, properties.check());
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> mediaExportCheck(MediaExport export) {
			return (event) -> {
				String problem = export.problem();
				if (problem != null) {
					logger.warn(problem);
				}
			};
		}

		private static List<ExportedMount> mounts(MediaRegistry registry, String application, List<MountGuard> guards,
				Function<Mount, OffloadType> offload) {
			List<ExportedMount> mounts = new ArrayList<>();
			for (MediaRegistry.Registration registration : registry.registrations()) {
				boolean restricted = guards.stream().anyMatch((guard) -> guard.isRestricted(registration.mount()));
				mounts
					.add(ExportedMount.of(registration, application, restricted, offload.apply(registration.mount())));
			}
			return mounts;
		}

		private static String context(Environment environment, @Nullable ServletContext servlets) {
			return (servlets != null) ? servlets.getContextPath() : StringUtils
				.trimTrailingCharacter(environment.getProperty("server.servlet.context-path", ""), '/');
		}

	}

	/**
	 * Checks the properties before an embedded server starts, which would log every
	 * mistake in a long line of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	static class BeforeServerConfiguration {

		/**
		 * Refuses {@code media.export=nginx}: Spring Boot ignores a value that the prefix
		 * of properties has, and nothing would be written.
		 */
		@Bean
		WebServerFactoryCustomizer<WebServerFactory> mediaExportPropertiesCheck(MediaExportProperties properties,
				Environment environment) {
			if (environment.containsProperty("media.export")) {
				throw new ExportException("'media.export' is a group of properties and cannot have a value of its own",
						"Set those that you need, such as 'media.export.format' and 'media.export.file'.");
			}
			String format = environment.getProperty(ExportEnvironment.FORMAT);
			if (format != null && format.isBlank()) {
				throw new ExportException("The value of '" + ExportEnvironment.FORMAT + "' is empty",
						"Use 'nginx', 'apache' or 'caddy', or remove the property.");
			}
			return (factory) -> {
			};
		}

	}

	/**
	 * Applies when the application only writes the configuration. A servlet container
	 * that others started is not ended.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(ExportEnvironment.Prepared.class)
	static class RunConfiguration {

		@Bean
		ExportRun mediaExportRun(MediaExportProperties properties, ObjectProvider<MediaExport> export,
				ConfigurableListableBeanFactory beans) {
			return new ExportRun(properties, export, new MountingBeans(beans), System::exit);
		}

	}

}
