package dev.mediaboot.tomcat;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.web.AnswerListener;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.RequestFacade;

import org.springframework.web.util.WebUtils;

/**
 * Marks connections of {@link TomcatBodyProtocol} on which small media is requested:
 * their next request is likely to be for small media, too.
 *
 * @since 0.1.0
 */
public final class TomcatAnswerListener implements AnswerListener {

	/** Body size that a socket usually accepts at once, in bytes. */
	private static final int SMALL = 128 * 1024;

	@Override
	public void responseStart(MediaRegistry.Match match, HttpServletRequest request, long length) {
		RequestFacade facade = (length <= SMALL) ? WebUtils.getNativeRequest(request, RequestFacade.class) : null;
		if (facade != null && facade.getServletConnection() instanceof TomcatBodyConnection connection) {
			MediaNioChannel channel = connection.channel();
			if (channel != null) {
				channel.smallMedia();
			}
		}
	}

}
