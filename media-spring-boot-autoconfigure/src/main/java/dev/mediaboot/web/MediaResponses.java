package dev.mediaboot.web;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends files from controllers, which have decided who may see them. Everything else is
 * as it is for a request below the mount: ranges, conditional requests, the policy of the
 * mount, and slow clients.
 *
 * <pre class="code">
 * &#64;GetMapping("/invoices/{id}")
 * MediaView invoice(&#64;PathVariable long id, Principal user) {
 * 	Invoice invoice = this.invoices.ofCustomer(user.getName(), id);
 * 	return this.media.of("/invoices", invoice.file()).withDownload("Invoice " + id + ".pdf");
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class MediaResponses {

	private final @Nullable MediaRegistry registry;

	private final Sender sender;

	private MediaResponses(@Nullable MediaRegistry registry, Sender sender) {
		this.registry = registry;
		this.sender = sender;
	}

	/**
	 * Creates responses that are sent as those to requests below a mount.
	 * @param registry the live mounts
	 * @param handler answers the requests
	 * @return the responses
	 */
	public static MediaResponses of(MediaRegistry registry, MediaRequestHandler handler) {
		return new MediaResponses(registry, (match, request, response, rules) -> handler.handle(match, request,
				response, new ServletResourceRequest(request, response, rules)));
	}

	/**
	 * Creates responses for an application that serves no media. All of them are 404 (Not
	 * Found).
	 * @return the responses
	 */
	public static MediaResponses noOp() {
		return new MediaResponses(null, (match, request, response, rules) -> {
		});
	}

	/**
	 * Returns a response with a file. If there is none, the response is 404 (Not Found).
	 * @param mount the URL of the mount, which may be {@code internal}
	 * @param path the path of the file in the mount, not encoded; it need not be checked
	 * @return the response, to be returned from a controller
	 * @throws IllegalArgumentException when nothing is mounted at that URL
	 */
	public MediaView of(String mount, String path) {
		return of(mount, MediaPath.ofText(path));
	}

	/**
	 * Returns a response with a file whose path consists of several names. None of them
	 * can lead to another directory, even if it contains a slash.
	 * @param mount the URL of the mount, which may be {@code internal}
	 * @param names the names of the directories and the file, not encoded; they need not
	 * be checked
	 * @return the response, to be returned from a controller
	 * @throws IllegalArgumentException when nothing is mounted at that URL
	 */
	public MediaView ofNames(String mount, String... names) {
		return of(mount, MediaPath.of(List.of(names), false));
	}

	private MediaView of(String mount, @Nullable MediaPath path) {
		if (this.registry == null) {
			return MediaView.of(this.sender, null, path);
		}
		Predicate<Mount> mounted = Mount.mountedAt(mount);
		for (MediaRegistry.Registration registration : this.registry.registrations()) {
			if (mounted.test(registration.mount())) {
				return MediaView.of(this.sender, registration, path);
			}
		}
		throw new IllegalArgumentException("Nothing is mounted at '" + mount + "'");
	}

	/**
	 * Sends a file.
	 */
	@FunctionalInterface
	interface Sender {

		void send(MediaRegistry.Match match, HttpServletRequest request, HttpServletResponse response,
				List<MediaAccess> rules) throws IOException, ServletException;

	}

}
