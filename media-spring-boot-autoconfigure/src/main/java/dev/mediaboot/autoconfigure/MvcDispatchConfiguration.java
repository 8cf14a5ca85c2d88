package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.AbortExceptionResolver;
import dev.mediaboot.web.MediaFilter;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MediaResponses;
import dev.mediaboot.web.MountResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Serves media behind the filters of the application, in place of Spring's dispatcher. A
 * handler mapping of the dispatcher serves forwards from a controller and tests without
 * filters, even for mounts with {@code dispatch=filter}.
 */
@Configuration(proxyBeanMethods = false)
class MvcDispatchConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaHandlerMapping mediaHandlerMapping(MountResolver resolver, MediaRequestHandler handler) {
		return new MediaHandlerMapping(resolver, handler);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaResponses mediaResponses(MediaRegistry registry, MediaRequestHandler handler) {
		return MediaResponses.of(registry, handler);
	}

	@Bean
	AbortExceptionResolver mediaAbortExceptionResolver() {
		return new AbortExceptionResolver();
	}

	/**
	 * Placed directly before the dispatcher, which would resolve a locale, publish an
	 * event, parse a multipart request and fail for some paths before it asks the
	 * mapping. A filter that is mapped to a servlet runs after all filters that are
	 * mapped to a path, and does not see the requests of other servlets.
	 */
	@Bean
	FilterRegistrationBean<MediaFilter> mediaFilter(MountResolver resolver, MediaRequestHandler handler,
			ObjectProvider<DispatcherServletRegistrationBean> dispatcher) {
		FilterRegistrationBean<MediaFilter> registration = new FilterRegistrationBean<>(
				MediaFilter.last(resolver, handler));
		registration.setEnabled(false);
		dispatcher.ifAvailable((servlet) -> {
			registration.addServletRegistrationBeans(servlet);
			registration.setEnabled(true);
		});
		return registration;
	}

}
