package dev.mediaboot.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.Mount;
import dev.mediaboot.http.ContentDispositions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.util.Assert;
import org.springframework.web.servlet.View;

/**
 * A response with a file of a mount. Spring MVC handles a {@link View} before it
 * considers {@code @ResponseBody}, so a {@code @RestController} may return one, too. It
 * is immutable.
 * <p>
 * Who may see the file is decided for each request, so by default only the browser keeps
 * it, and asks again before each use.
 *
 * @since 0.1.0
 * @see MediaResponses
 */
public final class MediaView implements View {

	private static final String CACHE_CONTROL = "Cache-Control";

	private final MediaResponses.Sender sender;

	private final MediaRegistry.@Nullable Registration registration;

	private final @Nullable MediaPath path;

	private final MediaAccess.Decision decision;

	private final boolean asksMount;

	private MediaView(MediaResponses.Sender sender, MediaRegistry.@Nullable Registration registration,
			@Nullable MediaPath path, MediaAccess.Decision decision, boolean asksMount) {
		this.sender = sender;
		this.registration = registration;
		this.path = path;
		this.decision = decision;
		this.asksMount = asksMount;
	}

	/** Creates a response, which is 404 when there is no registration or no path. */
	static MediaView of(MediaResponses.Sender sender, MediaRegistry.@Nullable Registration registration,
			@Nullable MediaPath path) {
		return new MediaView(sender, registration, path, MediaAccess.Decision.ALLOW, false);
	}

	/**
	 * Returns a response that the browser saves under another name.
	 * @param name the name of the file, which may contain any characters
	 * @return a new response
	 */
	public MediaView withDownload(String name) {
		return withHeader("Content-Disposition", ContentDispositions.attachment(name));
	}

	/**
	 * Returns a response that may be cached as directed (RFC 9111 §5.2.2).
	 * @param cacheControl the directives
	 * @return a new response
	 * @throws IllegalArgumentException when there are none
	 */
	public MediaView withCacheControl(CacheControl cacheControl) {
		String value = cacheControl.getHeaderValue();
		Assert.isTrue(value != null, "'cacheControl' must have a directive");
		return withHeader(CACHE_CONTROL, value);
	}

	private MediaView withHeader(String name, String value) {
		return new MediaView(this.sender, this.registration, this.path, this.decision.withHeader(name, value),
				this.asksMount);
	}

	/**
	 * Returns a response for which the rules of the mount are asked, too.
	 * @return a new response
	 */
	public MediaView withAccessOfMount() {
		return new MediaView(this.sender, this.registration, this.path, this.decision, true);
	}

	private MediaAccess.Decision decision(Mount mount) {
		boolean decided = this.decision.headers().containsKey(CACHE_CONTROL)
				|| mount.policy().cacheControl().contains("no-store");
		return decided ? this.decision : this.decision.withHeader(CACHE_CONTROL, "private, no-cache");
	}

	@Override
	public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		if (this.registration == null) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
			return;
		}
		List<MediaAccess> rules = new ArrayList<>();
		MediaAccess.Decision decision = decision(this.registration.mount());
		rules.add((facts) -> decision);
		if (this.asksMount) {
			rules.addAll(this.registration.mount().policy().access());
		}
		// The dispatcher has set the language of the page that it expects
		response.setLocale(null);
		this.sender.send(new MediaRegistry.Match(this.registration.mount(), this.registration.store(), this.path),
				request, response, rules);
	}

}
