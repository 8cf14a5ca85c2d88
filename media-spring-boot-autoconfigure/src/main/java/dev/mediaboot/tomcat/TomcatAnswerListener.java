package dev.mediaboot.tomcat;

import dev.mediaboot.web.AnswerListener;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.RequestFacade;

import org.springframework.web.util.WebUtils;

/**
 * Tells connections of {@link TomcatBodyProtocol} which requests are for small media:
 * where there was one, the next is likely to be another.
 *
 * @since 0.1.0
 */
public final class TomcatAnswerListener implements AnswerListener {

	/** What sockets take at once, as a rule. */
	private static final int SMALL = 128 * 1024;

	@Override
	public void decide(HttpServletRequest request, long length) {
		RequestFacade facade = (length <= SMALL) ? WebUtils.getNativeRequest(request, RequestFacade.class) : null;
		if (facade != null && facade.getServletConnection() instanceof TomcatBodyConnection connection) {
			TomcatBodyChannel channel = connection.channel();
			if (channel != null) {
				channel.smallMedia();
			}
		}
	}

}
