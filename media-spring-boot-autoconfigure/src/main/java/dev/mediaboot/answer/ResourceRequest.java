package dev.mediaboot.answer;

import java.util.List;

import dev.mediaboot.FindHint;
import dev.mediaboot.MediaAccess;
import dev.mediaboot.Mount;
import dev.mediaboot.UserAccess;
import dev.mediaboot.http.RequestFields;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that its response depends on.
 *
 * @since 0.1.0
 */
public interface ResourceRequest extends RequestFields, FindHint {

	/**
	 * Returns the method.
	 * @return the method exactly as it was sent: methods are case-sensitive (RFC 9110
	 * §9.1)
	 */
	@Override
	String method();

	@Override
	@Nullable String get(String name);

	/**
	 * Returns the query.
	 * @return the query, still encoded, or {@code null} when there is none
	 */
	@Nullable String query();

	/**
	 * Returns the path that every URL of the application begins with.
	 * @return the path, encoded and without a trailing slash; empty at the root
	 */
	String applicationPath();

	/**
	 * Returns the address of the client.
	 * @return the address as the server reports it
	 */
	String remoteAddress();

	/**
	 * Returns the user, for rules that ask for it.
	 * @return the user, who may be anonymous
	 */
	UserAccess.User user();

	/**
	 * Returns the rules that this request has to satisfy.
	 * @param mount the mount of the request
	 * @return the rules of the mount, unless a controller has decided about the request
	 */
	List<MediaAccess> rules(Mount mount);

	/**
	 * Returns whether a controller sends the file or forwards to it. The URL of the
	 * request is not that of the file then, and must not be redirected.
	 * @return whether the file has no URL that the client knows
	 */
	boolean isFromController();

	/**
	 * Returns whether a page of another origin sent this request and no filter has
	 * applied CORS to it yet.
	 * @return whether the CORS configuration of the mount applies
	 * @throws IllegalArgumentException when {@code Origin} is malformed
	 */
	boolean isCrossOrigin();

}
