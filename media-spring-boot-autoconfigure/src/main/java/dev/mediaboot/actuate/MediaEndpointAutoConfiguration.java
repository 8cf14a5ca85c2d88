package dev.mediaboot.actuate;

import java.util.Set;

import dev.mediaboot.CacheFigures;
import dev.mediaboot.EndpointAddress;
import dev.mediaboot.ExportedConfiguration;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.statistics.MediaHistory;
import dev.mediaboot.statistics.MediaStatistics;
import dev.mediaboot.statistics.StatisticsConfiguration;
import dev.mediaboot.statistics.Totals;
import dev.mediaboot.web.MediaRequestHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the {@code media} endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(MediaEndpoint.class)
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(MediaEndpointAutoConfiguration.MediaEndpointProperties.class)
@Import(StatisticsConfiguration.class)
public final class MediaEndpointAutoConfiguration {

	private static final Log logger = LogFactory.getLog(MediaEndpointAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaHistory mediaHistory(MediaStatistics statistics, ObjectProvider<CacheFigures.Source> caches) {
		CacheFigures.Source cache = single(caches);
		return new MediaHistory(() -> totals(statistics, cache.get()), () -> System.currentTimeMillis() / 1000);
	}

	private static Totals totals(MediaStatistics statistics, @Nullable CacheFigures cache) {
		return Totals.of(statistics.counts().values(), (cache != null) ? cache.hits() : 0,
				(cache != null) ? cache.misses() : 0);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	HistorySampler mediaHistorySampler(MediaHistory history) {
		return new HistorySampler(history);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaEndpoint mediaEndpoint(MediaRegistry registry, MediaStatistics statistics, MediaHistory history,
			ObjectProvider<CacheFigures.Source> caches, MediaEndpointProperties properties,
			ObjectProvider<ExportedConfiguration> configuration) {
		return new MediaEndpoint(registry, statistics, history, single(caches), properties.showValues(),
				configuration.getIfUnique());
	}

	private static CacheFigures.Source single(ObjectProvider<CacheFigures.Source> caches) {
		return caches.getIfUnique(() -> () -> null);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	MediaEndpointWebExtension mediaEndpointWebExtension(MediaEndpoint endpoint, MediaEndpointProperties properties) {
		return new MediaEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

	/**
	 * Runs after the mount beans have been mounted. Mounts that code adds later are not
	 * checked.
	 */
	@Bean
	SmartInitializingSingleton mediaEndpointReachability(ObjectProvider<PathMappedEndpoints> endpoints,
			MediaRegistry registry, Environment environment) {
		return () -> {
			if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
				endpoints.ifAvailable((mapped) -> mapped.getAllPaths().forEach((path) -> warn(path, registry)));
			}
		};
	}

	private static void warn(String path, MediaRegistry registry) {
		MediaRegistry.Match hiding = registry.match("", path);
		if (hiding != null) {
			logger.warn("The endpoint '" + path + "' is unreachable because it is below the mount '"
					+ hiding.mount().url() + "'");
		}
	}

	/**
	 * Provides the address at which the console calls the endpoint.
	 */
	@Bean
	EndpointAddress mediaEndpointAddress(ObjectProvider<PathMappedEndpoints> endpoints,
			ObjectProvider<ManagementServerProperties> management, Environment environment) {
		return new WebEndpointAddress(endpoints, management, environment);
	}

	/**
	 * The address of the endpoint, known once the servers have started.
	 */
	private record WebEndpointAddress(ObjectProvider<PathMappedEndpoints> endpoints,
			ObjectProvider<ManagementServerProperties> management, Environment environment) implements EndpointAddress {

		@Override
		public @Nullable String path() {
			PathMappedEndpoints mapped = this.endpoints.getIfAvailable();
			String path = (mapped != null) ? mapped.getPath(EndpointId.of("media")) : null;
			if (path == null || portType() == ManagementPortType.DISABLED) {
				return null;
			}
			return (portType() == ManagementPortType.DIFFERENT) ? managementPath() + path : path;
		}

		@Override
		public @Nullable Integer port() {
			return (portType() == ManagementPortType.DIFFERENT)
					? this.environment.getProperty("local.management.port", Integer.class) : null;
		}

		private ManagementPortType portType() {
			return ManagementPortType.get(this.environment);
		}

		private String managementPath() {
			ManagementServerProperties properties = this.management.getIfAvailable();
			return (properties != null) ? properties.getBasePath() : "";
		}

	}

	/**
	 * Configuration properties of the endpoint.
	 *
	 * @param showValues When to show the locations of mounts and the names of files.
	 * @param roles Roles to which values are shown when authorized, any of which is
	 * enough. All authenticated users when empty.
	 */
	@ConfigurationProperties("management.endpoint.media")
	record MediaEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {
	}

}
