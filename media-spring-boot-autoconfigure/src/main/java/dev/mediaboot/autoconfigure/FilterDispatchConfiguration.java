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
 * Serves mounts with {@code dispatch=filter}, in a filter before everything else in the
 * application. Such mounts may come and go at any time, so the filter is always
 * registered; without one it inspects no request.
 */
@Configuration(proxyBeanMethods = false)
class FilterDispatchConfiguration {

	/**
	 * Ordered first, like the filter for forwarded headers, which is defined earlier and
	 * therefore runs earlier.
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
