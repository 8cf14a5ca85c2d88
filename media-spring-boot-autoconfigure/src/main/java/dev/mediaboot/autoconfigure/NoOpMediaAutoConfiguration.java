package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.web.MediaResponses;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.View;

/**
 * Auto-configuration for an application that serves no media, because it has no web
 * server or because media is disabled: code that mounts or creates links still works.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MediaAutoConfiguration.class)
@EnableConfigurationProperties(MediaProperties.class)
public final class NoOpMediaAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaRegistry mediaRegistry() {
		return MediaRegistry.noOp();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaUrls mediaUrls(MediaProperties properties) {
		return PublicUrl.of(properties, "");
	}

	/**
	 * For controllers that send files.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(View.class)
	static class NoOpResponsesConfiguration {

		@Bean
		@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
		MediaResponses mediaResponses() {
			return MediaResponses.noOp();
		}

	}

}
