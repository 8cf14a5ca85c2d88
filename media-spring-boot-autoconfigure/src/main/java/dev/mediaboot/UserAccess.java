package dev.mediaboot;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * A rule that depends on the user. The user is known only behind the filters of the
 * application, so a mount with such a rule cannot be served before them.
 *
 * <pre class="code">
 * UserAccess ownFolder = (request, user) -&gt; {
 * 	Principal principal = user.principal();
 * 	if (principal == null) {
 * 		return Decision.CHALLENGE;
 * 	}
 * 	List&lt;String&gt; names = request.path().segments();
 * 	return names.size() > 1 &amp;&amp; names.get(0).equals(principal.getName()) ? Decision.ALLOW : Decision.HIDE;
 * };
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UserAccess extends MediaAccess {

	/**
	 * Decides about one path.
	 * @param request the path, and the facts of the request
	 * @param user the user, who may be anonymous
	 * @return the decision
	 * @throws RuntimeException when the rule cannot decide; the response is then 503
	 * (Service Unavailable)
	 */
	Decision decide(Request request, User user);

	/**
	 * Returns whether the rule needs the user, and so cannot decide before the filters of
	 * the application have run.
	 * @return {@code false} if it treats every user there as anonymous
	 */
	default boolean requiresUser() {
		return true;
	}

	/** Decides for an anonymous user. */
	@Override
	default Decision decide(Request request) {
		return decide(request, User.ANONYMOUS);
	}

	/**
	 * The user on whose behalf a request is made.
	 */
	interface User {

		/**
		 * A user who has not been authenticated.
		 */
		User ANONYMOUS = new User() {

			@Override
			public @Nullable Principal principal() {
				return null;
			}

			@Override
			public boolean hasRole(String role) {
				return false;
			}

		};

		/**
		 * Returns the identity of the user.
		 * @return the principal, or {@code null} when the user is anonymous
		 */
		@Nullable Principal principal();

		/**
		 * Returns whether the user has a role.
		 * @param role the name of the role, without the prefix that Spring Security adds
		 * @return whether the user is known and has the role
		 */
		boolean hasRole(String role);

	}

}
