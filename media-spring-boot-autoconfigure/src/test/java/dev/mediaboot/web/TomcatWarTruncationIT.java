package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.testing.Server;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A WAR has Spring Boot's filter for error pages in front, which swallows failures once
 * an answer has begun.
 */
class TomcatWarTruncationIT extends TruncationContract {

	TomcatWarTruncationIT() {
		super(Server.TOMCAT);
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(War.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class War {

		@Bean
		FilterRegistrationBean<ErrorPageFilter> errorPageFilter() {
			ErrorPageFilter filter = new ErrorPageFilter();
			filter.addErrorPages(new ErrorPage("/error"));
			FilterRegistrationBean<ErrorPageFilter> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(filter.getOrder());
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			return registration;
		}

	}

}
