package dev.mediaboot.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mediaboot.MediaAccess;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.http.ContentDispositions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.View;

/**
 * A response with a file of a mount. Spring MVC handles a {@link View} before it
 * considers {@code @ResponseBody}, so a {@code @RestController} may return one, too. It
 * is immutable.
 *
 * @since 0.1.0
 * @see MediaResponses
 */
public final class MediaView implements View {

	private final MediaResponses.Sender sender;

	private final MediaRegistry.Registration registration;

	private final String path;

	private final List<MediaAccess> rules;

	MediaView(MediaResponses.Sender sender, MediaRegistry.Registration registration, String path,
			List<MediaAccess> rules) {
		this.sender = sender;
		this.registration = registration;
		this.path = path;
		this.rules = rules;
	}

	/**
	 * Returns a response that the browser saves under another name.
	 * @param name the name of the file, which may contain any characters
	 * @return a new response
	 */
	public MediaView withDownload(String name) {
		MediaAccess.Decision decision = MediaAccess.Decision.ALLOW.withHeader("Content-Disposition",
				ContentDispositions.attachment(name));
		return with(List.of((request) -> decision));
	}

	/**
	 * Returns a response for which the rules of the mount are asked, too.
	 * @return a new response
	 */
	public MediaView withAccessOfMount() {
		return with(this.registration.mount().policy().access());
	}

	private MediaView with(List<MediaAccess> more) {
		List<MediaAccess> all = new ArrayList<>(this.rules);
		all.addAll(more);
		return new MediaView(this.sender, this.registration, this.path, List.copyOf(all));
	}

	@Override
	public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		MediaRegistry.Match match = new MediaRegistry.Match(this.registration.mount(), this.registration.store(),
				MediaPath.ofText(this.path));
		// The dispatcher has set the language of the page that it expects
		response.setLocale(null);
		this.sender.send(match, request, response, this.rules);
	}

}
