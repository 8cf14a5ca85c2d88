package dev.mediaboot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Decides who may see a file. A mount may have several rules, and all of them must allow
 * a request, unless one of them {@linkplain Decision#GRANT grants} it.
 * <p>
 * A rule is asked before the file is looked for, and for every request: it decides about
 * a path, whether or not there is such a file. A request for a directory is decided for
 * the directory first, and then for each index file that is about to be looked for. A
 * precompressed file that is sent in place of another is covered by the decision about
 * that other file. When a request is for a further name of a file, such as that of a
 * version, the decision about the file counts.
 * <p>
 * A rule that depends on the user must be a {@link UserAccess}. A rule may be asked by
 * several threads at once.
 *
 * <pre class="code">
 * Mount.of("/drafts", Path.of("/srv/drafts"))
 * 	.withAccess((request) -&gt; "10.0.0.7".equals(request.remoteAddress()) ? Decision.ALLOW : Decision.HIDE);
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MediaAccess {

	/**
	 * Decides about one path.
	 * @param request the path, and the facts of the request
	 * @return the decision
	 * @throws RuntimeException when the rule cannot decide; the response is then 503
	 * (Service Unavailable)
	 */
	Decision decide(Request request);

	/**
	 * Returns a rule that hides every file. Controllers and forwards do not ask rules, so
	 * only they can still send the files.
	 * @return the rule
	 */
	static MediaAccess internal() {
		return InternalAccess.INSTANCE;
	}

	/**
	 * The facts that a decision may depend on, apart from the user. Every instance
	 * belongs to one request and must not be kept.
	 */
	interface Request {

		/**
		 * Returns the mount.
		 * @return the mount that owns the path
		 */
		Mount mount();

		/**
		 * Returns the path of the file or directory.
		 * @return the canonical path below the mount
		 */
		MediaPath path();

		/**
		 * Returns the method.
		 * @return {@code GET} or {@code HEAD}
		 */
		String method();

		/**
		 * Returns the value of a header field. The name is added to the {@code Vary}
		 * field of the response (RFC 9110 §12.5.5).
		 * @param name the name of the field
		 * @return the value, with several lines joined by commas, or {@code null}
		 */
		@Nullable String field(String name);

		/**
		 * Returns the query.
		 * @return the query, still encoded, or {@code null} when there is none
		 */
		@Nullable String query();

		/**
		 * Returns the address of the client.
		 * @return the address that the server reports, which behind a proxy is the
		 * proxy's unless forwarded fields are evaluated
		 */
		String remoteAddress();

	}

	/**
	 * What happens to a request.
	 */
	final class Decision {

		/**
		 * The file may be sent, unless another rule refuses.
		 */
		public static final Decision ALLOW = new Decision(Kind.ALLOW, null, Map.of());

		/**
		 * The file may be sent, whatever other rules say.
		 */
		public static final Decision GRANT = new Decision(Kind.GRANT, null, Map.of());

		/**
		 * The response is 404 (Not Found), exactly as if there were no such file.
		 */
		public static final Decision HIDE = new Decision(Kind.HIDE, null, Map.of());

		/**
		 * The response is 403 (Forbidden).
		 */
		public static final Decision DENY = new Decision(Kind.DENY, null, Map.of());

		/**
		 * The client is asked to authenticate, as Spring Security is configured to do it:
		 * with 401 (Unauthorized) or a redirect to a login page. Without Spring Security
		 * the response is 403 (Forbidden).
		 */
		public static final Decision CHALLENGE = new Decision(Kind.CHALLENGE, null, Map.of());

		private final Kind kind;

		private final @Nullable Instant expiry;

		private final Map<String, String> headers;

		private Decision(Kind kind, @Nullable Instant expiry, Map<String, String> headers) {
			this.kind = kind;
			this.expiry = expiry;
			this.headers = headers;
		}

		/**
		 * Returns a decision that holds up to a moment. No cache may use the response
		 * after it. A response that is being sent at that moment is completed.
		 * @param moment the moment
		 * @return a new decision
		 */
		public Decision until(Instant moment) {
			return new Decision(this.kind, moment, this.headers);
		}

		/**
		 * Returns a decision that also sets a header field of a response with a file.
		 * @param name the name of the field
		 * @param value its value
		 * @return a new decision
		 */
		public Decision withHeader(String name, String value) {
			Map<String, String> copy = new LinkedHashMap<>(this.headers);
			copy.put(name, value);
			return new Decision(this.kind, this.expiry, copy);
		}

		/**
		 * Returns what happens.
		 * @return the kind of decision
		 */
		public Kind kind() {
			return this.kind;
		}

		/**
		 * Returns the moment up to which the request is allowed.
		 * @return the moment, or {@code null} when there is no limit
		 */
		public @Nullable Instant expiry() {
			return this.expiry;
		}

		/**
		 * Returns the header fields of a response with a file.
		 * @return the values by name
		 */
		public Map<String, String> headers() {
			return this.headers;
		}

		@Override
		public String toString() {
			return this.kind.name();
		}

		/**
		 * The kinds of decision.
		 */
		public enum Kind {

			/**
			 * The file may be sent, unless another rule refuses.
			 */
			ALLOW,

			/**
			 * The file may be sent.
			 */
			GRANT,

			/**
			 * There seems to be no such file.
			 */
			HIDE,

			/**
			 * The file is forbidden.
			 */
			DENY,

			/**
			 * The client must authenticate.
			 */
			CHALLENGE

		}

	}

}
