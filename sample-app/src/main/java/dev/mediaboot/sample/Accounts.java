package dev.mediaboot.sample;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The users, and which pages they need to log in for. Who may see which file of the album
 * is the rule of its mount.
 */
@Configuration(proxyBeanMethods = false)
class Accounts {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/my/**").authenticated().anyRequest().permitAll())
			.formLogin((login) -> login.loginPage("/login").defaultSuccessUrl("/my/album"))
			// By POST only, because any page can link to us
			.logout((logout) -> logout
				.logoutRequestMatcher(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/logout")))
			// The gallery has PDFs in frames
			.headers((headers) -> headers.frameOptions((options) -> options.sameOrigin()))
			// SameOriginFilter does this without a token
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(user("ann"), user("bob"));
	}

	private static UserDetails user(String name) {
		return User.withUsername(name).password("{noop}" + name).build();
	}

}
