package dev.mediaboot.autoconfigure;

import dev.mediaboot.web.AbortExceptionResolver;
import dev.mediaboot.web.MediaFilter;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MountResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Media is served behind the filters of the application, in place of Spring's dispatcher.
 * What a controller forwards to media, and a test without filters, find it by a mapping
 * of the dispatcher, that of the mounts which are served before the application too.
 */
@Configuration(proxyBeanMethods = false)
class MvcDispatchConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaHandlerMapping mediaHandlerMapping(MountResolver resolver, MediaRequestHandler handler) {
		return new MediaHandlerMapping(resolver, handler);
	}

	@Bean
	AbortExceptionResolver mediaAbortExceptionResolver() {
		return new AbortExceptionResolver();
	}

	/**
	 * Right before the dispatcher, which would look for a locale, publish an event, read
	 * the parts of a multipart request and stumble over some paths before it asks the
	 * mapping. What is mapped to a servlet comes after every filter that is mapped to a
	 * path, and what belongs to another servlet stays there.
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
