package dev.mediaboot.export;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for an application that only writes the configuration of a web
 * server: no server is created, and so none of its servlets and filters.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		beforeName = { "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
				"org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration" })
@ConditionalOnClass(ServletWebServerFactory.class)
@Conditional(ExportEnvironment.Prepared.class)
public final class MediaExportServerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServletWebServerFactory mediaExportServer() {
		return (initializers) -> new NoServer();
	}

	/**
	 * Never started: the application ends before.
	 */
	private static final class NoServer implements WebServer {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public int getPort() {
			return -1;
		}

	}

}
