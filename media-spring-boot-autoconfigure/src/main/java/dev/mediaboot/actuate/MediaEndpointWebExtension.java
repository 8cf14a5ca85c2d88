package dev.mediaboot.actuate;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Web extension of the {@link MediaEndpoint} that shows the locations of mounts to
 * callers who may see them.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = MediaEndpoint.class)
public class MediaEndpointWebExtension {

	private final MediaEndpoint endpoint;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates an extension.
	 * @param endpoint the endpoint
	 * @param showValues when locations are shown
	 * @param roles the roles that may see them, any of which is enough
	 */
	public MediaEndpointWebExtension(MediaEndpoint endpoint, Show showValues, Set<String> roles) {
		this.endpoint = endpoint;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Describes all mounts.
	 * @param securityContext the security context of the caller
	 * @return the mounts in match order, the totals, the history and the last problems
	 */
	@ReadOperation
	public MediaDescriptor media(SecurityContext securityContext) {
		return this.endpoint.media(this.showValues.isShown(securityContext, this.roles));
	}

	/**
	 * Describes one mount.
	 * @param securityContext the security context of the caller
	 * @param prefix the segments of its prefix, after its host if it is bound to one
	 * @return the mount, or {@code null} when there is none
	 */
	@ReadOperation
	public MediaDescriptor.@Nullable MountDescriptor mount(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String... prefix) {
		return this.endpoint.mount(this.showValues.isShown(securityContext, this.roles), prefix);
	}

}
