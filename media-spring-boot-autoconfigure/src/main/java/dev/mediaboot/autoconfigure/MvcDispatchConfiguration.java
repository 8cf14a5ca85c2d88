package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.AbortExceptionResolver;
import dev.mediaboot.web.MediaBypassFilter;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Media is served by Spring's dispatcher, behind the filters of the application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "media.dispatch", havingValue = "mvc", matchIfMissing = true)
class MvcDispatchConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MediaHandlerMapping mediaHandlerMapping(MediaRegistry registry, MediaRequestHandler handler) {
		return new MediaHandlerMapping(registry, handler);
	}

	@Bean
	AbortExceptionResolver mediaAbortExceptionResolver() {
		return new AbortExceptionResolver();
	}

	/** Last, so that Spring Security and every other filter come first. */
	@Bean
	FilterRegistrationBean<MediaBypassFilter> mediaBypassFilter(MediaRegistry registry, MediaRequestHandler handler,
			DispatcherServletPath dispatcher) {
		FilterRegistrationBean<MediaBypassFilter> registration = new FilterRegistrationBean<>(
				new MediaBypassFilter(registry, handler));
		registration.addUrlPatterns(dispatcher.getPrefix() + "/*");
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

}
