package dev.mediaboot.jetty;

import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Bypasses Jetty's compression for range requests: Jetty would compress the part and
 * still describe it as a part of the uncompressed file (RFC 9110 §14.4).
 *
 * @since 0.1.0
 */
public final class JettyRangeHandler extends Handler.Wrapper {

	private final CompressionHandler compression;

	private JettyRangeHandler(CompressionHandler compression) {
		super(compression);
		this.compression = compression;
	}

	/**
	 * Installs a handler in front of the compression of a server, if there is any.
	 * @param server the server, which must not have been started
	 */
	public static void install(Server server) {
		CompressionHandler compression = server.getDescendant(CompressionHandler.class);
		if (compression == null) {
			return;
		}
		Handler.Singleton parent = server;
		for (Handler.Singleton candidate : server.getDescendants(Handler.Singleton.class)) {
			parent = (candidate.getHandler() == compression) ? candidate : parent;
		}
		parent.setHandler(new JettyRangeHandler(compression));
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		Handler next = request.getHeaders().contains(HttpHeader.RANGE) ? this.compression.getHandler()
				: this.compression;
		return next.handle(request, response, callback);
	}

}
