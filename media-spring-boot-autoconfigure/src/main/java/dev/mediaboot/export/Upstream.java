package dev.mediaboot.export;

import java.net.URI;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The address of the application, as a web server on the same host reaches it.
 */
final class Upstream {

	private static final String LOOPBACK = "127.0.0.1";

	private static final String WAY_OUT = "Set 'media.export.upstream' to its address, such as 'http://127.0.0.1:8080'.";

	private Upstream() {
	}

	static URI of(MediaExportProperties properties, Environment environment) {
		if (properties.upstream() != null) {
			return properties.upstream();
		}
		String address = (isSecure(environment) ? "https://" : "http://") + host(environment) + ":" + port(environment);
		URI uri = URI.create(address);
		if (!MediaExportProperties.isAddress(uri)) {
			throw new ExportException("The application has no address that a web server can be told: " + address,
					WAY_OUT);
		}
		return uri;
	}

	private static boolean isSecure(Environment environment) {
		boolean configured = Binder.get(environment)
			.bind("server.ssl", Bindable.mapOf(String.class, Object.class))
			.map((ssl) -> !ssl.isEmpty())
			.orElse(false);
		return configured && environment.getProperty("server.ssl.enabled", Boolean.class, true);
	}

	/** An application that listens on all addresses listens on this one too. */
	private static String host(Environment environment) {
		String address = environment.getProperty("server.address", "").strip();
		if (address.isEmpty() || address.equals("0.0.0.0") || address.equals("::")) {
			return LOOPBACK;
		}
		return (address.indexOf(':') >= 0 && !address.startsWith("[")) ? "[" + address + "]" : address;
	}

	private static int port(Environment environment) {
		int port = environment.getProperty("server.port", Integer.class, 8080);
		Integer actual = (port == 0) ? environment.getProperty("local.server.port", Integer.class)
				: Integer.valueOf(port);
		if (actual == null) {
			throw new ExportException("The port of the application is not known before it starts", WAY_OUT);
		}
		if (actual < 0) {
			throw new ExportException("The application has no port ('server.port' is " + actual + ")", WAY_OUT);
		}
		return actual;
	}

}
