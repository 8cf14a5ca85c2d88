package dev.mediaboot.console;

import dev.mediaboot.EndpointAddress;
import dev.mediaboot.Mount;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration that tells the console, which is mounted at
 * {@code media.admin-prefix}, where the {@code media} endpoint is.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "dev.mediaboot.autoconfigure.MediaAutoConfiguration",
		"dev.mediaboot.cache.MediaCacheAutoConfiguration" })
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
public final class MediaConsoleAutoConfiguration {

	/**
	 * Ordered last and defined after the cache: the settings are like any other file of
	 * the mount, and whatever wraps a store also wraps them.
	 */
	@Bean
	@Order
	ConsoleDecorator mediaConsoleDecorator(Environment environment, ObjectProvider<EndpointAddress> address) {
		String prefix = environment.getProperty("media.admin-prefix");
		return new ConsoleDecorator(StringUtils.hasText(prefix) ? Mount.mountedAt(prefix) : (mount) -> false, address);
	}

}
