package dev.mediaboot.security;

import dev.mediaboot.web.AccessChallenge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Asks a client to authenticate in the way that Spring Security is configured to:
 * {@code ExceptionTranslationFilter} starts an authentication when it catches the
 * exception. No such filter has seen a request without an authentication, which is at
 * least an anonymous one.
 */
final class SecurityChallenge implements AccessChallenge {

	@Override
	public boolean challenge(HttpServletRequest request, HttpServletResponse response) {
		if (SecurityContextHolder.getContext().getAuthentication() == null) {
			return false;
		}
		throw new InsufficientAuthenticationException("A user is required to see this file");
	}

}
