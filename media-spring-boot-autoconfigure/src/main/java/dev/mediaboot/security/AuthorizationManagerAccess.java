package dev.mediaboot.security;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.UserAccess;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A rule about access that asks an {@link AuthorizationManager} of Spring Security. A
 * user who is denied access gets 403 (Forbidden), and is asked to log in if nobody has.
 *
 * <pre class="code">
 * &#64;Bean(defaultCandidate = false)
 * MediaAccess accounting() {
 * 	return AuthorizationManagerAccess.of(AuthorityAuthorizationManager.hasRole("ACCOUNTING"));
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class AuthorizationManagerAccess implements UserAccess {

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final AuthorizationManager<? super MediaAccess.Request> manager;

	private AuthorizationManagerAccess(AuthorizationManager<? super MediaAccess.Request> manager) {
		this.manager = manager;
	}

	/**
	 * Creates a rule.
	 * @param manager decides about the authentication of the security context; if it
	 * abstains, access is allowed, as everywhere in Spring Security
	 * @return the rule
	 */
	public static UserAccess of(AuthorizationManager<? super MediaAccess.Request> manager) {
		return new AuthorizationManagerAccess(manager);
	}

	@Override
	public Decision decide(Request request, User user) {
		try {
			AuthorizationResult result = this.manager.authorize(SecurityContextHolder.getContext()::getAuthentication,
					request);
			return (result == null || result.isGranted()) ? Decision.ALLOW : denied();
		}
		catch (AccessDeniedException ex) {
			return denied();
		}
		catch (AuthenticationException ex) {
			return Decision.CHALLENGE;
		}
	}

	private Decision denied() {
		Authentication authentication = authentication();
		// As ExceptionTranslationFilter decides it
		return (authentication == null || this.trust.isAnonymous(authentication)
				|| this.trust.isRememberMe(authentication)) ? Decision.CHALLENGE : Decision.DENY;
	}

	private static @Nullable Authentication authentication() {
		return SecurityContextHolder.getContext().getAuthentication();
	}

	@Override
	public String toString() {
		return String.valueOf(this.manager);
	}

}
