package dev.mediaboot.security;

import java.util.function.Predicate;

import dev.mediaboot.Mount;

import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;

/**
 * Matchers for requests that are answered from a mount, whatever is mounted at the time
 * and however the path is spelled.
 * <p>
 * They ask what serves the files instead of comparing paths: a request matches if, and
 * only if, it belongs to the mount, the paths in it that are refused included. The mount
 * that a request belongs to is the one with the longest prefix, and a rule for
 * {@code /media} says nothing about a mount {@code /media/private}. Rules are tried in
 * order, so those for one mount come before the one for all.
 *
 * <pre class="code">
 * http.authorizeHttpRequests((requests) -&gt; requests
 * 	.requestMatchers(MediaRequest.toMount("/invoices")).hasRole("ACCOUNTING")
 * 	.requestMatchers(MediaRequest.toAdmin()).hasRole("ADMIN")
 * 	.requestMatchers(MediaRequest.toMedia()).permitAll()
 * 	.anyRequest().authenticated());
 * </pre>
 *
 * A mount with {@code dispatch=filter} is served before Spring Security. One that a rule
 * names and denies to anonymous visitors is refused; that other rules deny it is told in
 * the log. A rule that names nothing is told as well. With {@code media.enabled=false},
 * and on a management port, nothing matches.
 *
 * @since 0.1.0
 */
public final class MediaRequest {

	private static final String ADMIN_PREFIX = "media.admin-prefix";

	private MediaRequest() {
	}

	/**
	 * Returns a matcher of all requests that belong to a mount, to one that is mounted
	 * later as well.
	 * @return the matcher
	 */
	public static RequestMatcher toMedia() {
		return new MountRequestMatcher(MountRequestMatcher.Scope.MEDIA, "toMedia()", (environment) -> (mount) -> true);
	}

	/**
	 * Returns a matcher of the requests that belong to one mount. As long as there is no
	 * such mount, nothing matches, unless it was protected within another one: then its
	 * URLs are still its own, and nothing is found there.
	 * @param url the URL it is mounted with, however its slashes are written: a prefix,
	 * or, for a mount that is bound to a host, one with that host
	 * @return the matcher
	 * @throws dev.mediaboot.InvalidMountException when nothing can be mounted with that
	 * URL
	 */
	public static RequestMatcher toMount(String url) {
		Predicate<Mount> mounted = Mount.mountedAt(url);
		return new MountRequestMatcher(MountRequestMatcher.Scope.MOUNT, "toMount(\"" + url + "\")",
				(environment) -> mounted);
	}

	/**
	 * Returns a matcher of the requests that belong to the mount of the property
	 * {@code media.admin-prefix}. Nothing matches without that property.
	 * @return the matcher
	 */
	public static RequestMatcher toAdmin() {
		return new MountRequestMatcher(MountRequestMatcher.Scope.ADMIN, "toAdmin()", MediaRequest::admin);
	}

	private static Predicate<Mount> admin(Environment environment) {
		String prefix = environment.getProperty(ADMIN_PREFIX);
		return StringUtils.hasText(prefix) ? Mount.mountedAt(prefix) : (mount) -> false;
	}

}
