package dev.mediaboot.security;

import java.util.function.Predicate;

import dev.mediaboot.Mount;

import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;

/**
 * Request matchers for the rules of Spring Security. They match requests that are
 * answered from a mount, whatever is mounted at the time and however the path is spelled.
 * <p>
 * The matchers find the mount of a request in the same way as it is served, instead of
 * comparing paths: a request matches if, and only if, it belongs to the mount, even if
 * its path is refused. A request belongs to the mount with the longest matching prefix,
 * so a rule for {@code /media} does not cover a mount {@code /media/private}. Rules are
 * tried in order: put the rules for single mounts before the rule for all media.
 *
 * <pre class="code">
 * http.authorizeHttpRequests((requests) -&gt; requests
 * 	.requestMatchers(MediaRequest.toMount("/invoices")).hasRole("ACCOUNTING")
 * 	.requestMatchers(MediaRequest.toAdmin()).hasRole("ADMIN")
 * 	.requestMatchers(MediaRequest.toMedia()).permitAll()
 * 	.anyRequest().authenticated());
 * </pre>
 *
 * A mount with {@code dispatch=filter} is served before Spring Security. It is refused if
 * a rule names it and denies it to anonymous visitors; if another rule denies it, a
 * warning is logged. A {@code toMount} rule that names no mount is logged as well. With
 * {@code media.enabled=false}, and on a management port, nothing matches.
 *
 * @since 0.1.0
 */
public final class MediaRequest {

	private static final String ADMIN_PREFIX = "media.admin-prefix";

	private MediaRequest() {
	}

	/**
	 * Returns a matcher for all requests that belong to a mount, including mounts added
	 * later.
	 * @return the matcher
	 */
	public static RequestMatcher toMedia() {
		return new MountRequestMatcher(MountRequestMatcher.Scope.MEDIA, "toMedia()", (environment) -> (mount) -> true);
	}

	/**
	 * Returns a matcher for the requests that belong to one mount. Without such a mount
	 * nothing matches, with one exception: when a protected mount inside another mount is
	 * removed, its URLs still match and are answered with 404.
	 * @param url the URL of the mount, with or without slashes at its ends: a prefix, or,
	 * for a mount that is bound to a host, an absolute URL
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
	 * Returns a matcher for the requests that belong to the mount of the property
	 * {@code media.admin-prefix}. Without that property nothing matches.
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
