package dev.mediaboot.autoconfigure;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.AbortExceptionResolver;
import dev.mediaboot.web.MediaBypassFilter;
import dev.mediaboot.web.MediaHandlerMapping;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Media is served by Spring's dispatcher, behind the filters of the application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "media.dispatch", havingValue = "mvc", matchIfMissing = true)
class MvcDispatchConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaHandlerMapping mediaHandlerMapping(MediaRegistry registry, MediaRequestHandler handler) {
		return new MediaHandlerMapping(registry, handler);
	}

	@Bean
	AbortExceptionResolver mediaAbortExceptionResolver() {
		return new AbortExceptionResolver();
	}

	/**
	 * For the dispatcher only: what is mapped to a servlet comes after every filter that
	 * is mapped to a path, and what belongs to another servlet stays there.
	 */
	@Bean
	FilterRegistrationBean<MediaBypassFilter> mediaBypassFilter(MediaRegistry registry, MediaRequestHandler handler,
			ObjectProvider<DispatcherServletRegistrationBean> dispatcher) {
		FilterRegistrationBean<MediaBypassFilter> registration = new FilterRegistrationBean<>(
				new MediaBypassFilter(registry, handler));
		registration.setEnabled(false);
		dispatcher.ifAvailable((servlet) -> {
			registration.addServletRegistrationBeans(servlet);
			registration.setEnabled(true);
		});
		return registration;
	}

}
