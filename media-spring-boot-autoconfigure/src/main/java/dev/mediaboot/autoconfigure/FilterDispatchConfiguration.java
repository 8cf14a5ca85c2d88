package dev.mediaboot.autoconfigure;

import dev.mediaboot.web.MediaFilter;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MountResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Media is served by a filter, before anything of the application, below the mounts that
 * want it so. They may come and go at any time, so the filter is always there; without
 * such a mount it looks at nothing.
 */
@Configuration(proxyBeanMethods = false)
class FilterDispatchConfiguration {

	/**
	 * First, together with the filter that reads forwarded headers; that one is defined
	 * before and so comes before.
	 */
	@Bean
	FilterRegistrationBean<MediaFilter> earlyMediaFilter(MountResolver resolver, MediaRequestHandler handler,
			ObjectProvider<DispatcherServletRegistrationBean> dispatcher) {
		DispatcherServletRegistrationBean servlet = dispatcher.getIfAvailable();
		FilterRegistrationBean<MediaFilter> registration = new FilterRegistrationBean<>(
				MediaFilter.first(resolver, handler, (servlet != null) ? servlet.getServletName() : null));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
