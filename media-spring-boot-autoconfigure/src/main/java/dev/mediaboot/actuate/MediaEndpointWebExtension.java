package dev.mediaboot.actuate;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

/**
 * Web extension of the {@link MediaEndpoint} that shows the locations of mounts to
 * callers who may see them.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = MediaEndpoint.class)
public class MediaEndpointWebExtension {

	private static final MimeType TEXT = new MimeType("text", "plain", StandardCharsets.UTF_8);

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
	 * Describes one mount, or writes the configuration of a web server.
	 * @param securityContext the security context of the caller
	 * @param path the segments of the prefix of a mount, after its host if it is bound to
	 * one, or else the name of a web server
	 * @return the mount or the text, or 404 (Not Found) when there is neither
	 */
	@ReadOperation
	public WebEndpointResponse<?> part(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String... path) {
		Object part = this.endpoint.part(this.showValues.isShown(securityContext, this.roles), path);
		if (part instanceof String text) {
			return new WebEndpointResponse<>(text, WebEndpointResponse.STATUS_OK, TEXT);
		}
		return (part != null) ? new WebEndpointResponse<>(part)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
