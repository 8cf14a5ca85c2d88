package dev.mediaboot.security;

import java.util.ArrayList;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.AccessChallenge;
import dev.mediaboot.web.MediaRequestHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.context.WebApplicationContext;

/**
 * Auto-configuration that checks mounts against the rules of Spring Security.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnClass({ WebInvocationPrivilegeEvaluator.class, ApplicationContextRequestMatcher.class })
@ConditionalOnBean(value = MediaRequestHandler.class, search = SearchStrategy.CURRENT)
public final class MediaSecurityAutoConfiguration {

	@Bean
	SecurityMountGuard securityMountGuard(ObjectProvider<WebInvocationPrivilegeEvaluator> evaluators,
			WebApplicationContext context, ObjectProvider<DispatcherServletPath> dispatcher) {
		List<WebInvocationPrivilegeEvaluator> all = new ArrayList<>();
		evaluators.forEach(all::add);
		DispatcherServletPath path = dispatcher.getIfAvailable();
		return new SecurityMountGuard(all, context.getServletContext(), (path != null) ? path.getPrefix() : "");
	}

	@Bean
	PrivateCaching mediaPrivateCaching(SecurityMountGuard guard) {
		return new PrivateCaching(guard);
	}

	@Bean
	@ConditionalOnMissingBean(AccessChallenge.class)
	SecurityChallenge mediaSecurityChallenge() {
		return new SecurityChallenge();
	}

	@Bean
	RuleReport mediaRuleReport(WebApplicationContext context, SecurityMountGuard guard,
			ObjectProvider<MediaRegistry> registry, ObjectProvider<SecurityFilterChain> chains) {
		return new RuleReport(context, guard, registry, chains);
	}

}
