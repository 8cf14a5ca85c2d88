package dev.mediaboot.version;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MountResolver;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for links that can be cached for ever. {@link VersionedUrls} can be
 * injected even where no file has a versioned name.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "dev.mediaboot.autoconfigure.MediaAutoConfiguration",
		"dev.mediaboot.autoconfigure.NoOpMediaAutoConfiguration" })
@ConditionalOnBean(value = { MediaRegistry.class, MediaUrls.class }, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(MediaVersionsProperties.class)
public final class MediaVersionsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	VersionedUrls mediaVersionedUrls(MediaUrls urls, MediaRegistry registry, Environment environment,
			ObjectProvider<Versions> versions) {
		return new VersionedUrls(urls, registry, environment.getProperty("media.url", "/media/"),
				versions.getIfAvailable());
	}

	/**
	 * Refuses {@code media.versions=true}: Spring Boot ignores a value that the prefix of
	 * properties has, and no link would be versioned.
	 */
	private static void checkGroup(Environment environment) {
		if (environment.containsProperty("media.versions")) {
			throw new InvalidMountException(
					"'media.versions' is a group of properties and cannot have a value of its own",
					"Set those that you need, such as 'media.versions.enabled' and 'media.versions.mounts'.");
		}
	}

	/**
	 * Applies when versioned links are enabled in an application that serves media.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
	@ConditionalOnBooleanProperty(name = "media.versions.enabled")
	static class VersionsConfiguration {

		@Bean
		BackgroundReader mediaBackgroundReader() {
			return new BackgroundReader();
		}

		@Bean
		Versions mediaVersions(MediaVersionsProperties properties, MediaRegistry registry, BackgroundReader reader) {
			return new Versions(new Fingerprints(properties.maxImmediateSize().toBytes(), reader), registry,
					properties.predicates(), properties.stale() == MediaVersionsProperties.Stale.CURRENT);
		}

		/**
		 * Mapped to the dispatcher and defined after the filter that answers requests for
		 * media, so it is around the pages of the application only.
		 */
		@Bean
		FilterRegistrationBean<VersionedLinkFilter> mediaVersionedLinkFilter(MountResolver resolver, Versions versions,
				ObjectProvider<DispatcherServletRegistrationBean> dispatcher) {
			FilterRegistrationBean<VersionedLinkFilter> registration = new FilterRegistrationBean<>(
					new VersionedLinkFilter(resolver, versions));
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
			registration.setEnabled(false);
			dispatcher.ifAvailable((servlet) -> {
				registration.addServletRegistrationBeans(servlet);
				registration.setEnabled(true);
			});
			return registration;
		}

	}

	/**
	 * Checks the properties before an embedded server starts, which would log every
	 * mistake in a long line of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	static class BeforeServerConfiguration {

		@Bean
		WebServerFactoryCustomizer<WebServerFactory> mediaVersionsPropertiesCheck(MediaVersionsProperties properties,
				Environment environment) {
			checkGroup(environment);
			return (factory) -> {
			};
		}

	}

}
