package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.MediaFilter;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Media is served by a filter, before anything of the application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "media.dispatch", havingValue = "filter")
class FilterDispatchConfiguration {

	/**
	 * First, together with the filter that reads forwarded headers; that one is defined
	 * before and so comes before.
	 */
	@Bean
	FilterRegistrationBean<MediaFilter> mediaFilter(MediaRegistry registry, MediaRequestHandler handler,
			DispatcherServletPath dispatcher) {
		FilterRegistrationBean<MediaFilter> registration = new FilterRegistrationBean<>(
				new MediaFilter(registry, handler));
		registration.addUrlPatterns(dispatcher.getPrefix() + "/*");
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
