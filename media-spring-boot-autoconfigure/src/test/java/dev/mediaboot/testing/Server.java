package dev.mediaboot.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A servlet container, as an application has it that knows no other.
 */
public enum Server {

	TOMCAT("org.eclipse.jetty", "org.springframework.boot.jetty"),

	JETTY("org.apache.catalina", "org.apache.coyote", "org.springframework.boot.tomcat");

	private static final String SECURITY = "org.springframework.security";

	private final List<String> others;

	Server(String... others) {
		this.others = List.of(others);
	}

	/** Starts an application without Spring Security. */
	public Application start(List<Class<?>> configurations, String... properties) {
		return start(Protocol.HTTP_1_1, configurations, properties);
	}

	/** Starts an application without Spring Security that speaks a protocol. */
	public Application start(Protocol protocol, List<Class<?>> configurations, String... properties) {
		List<String> hidden = new ArrayList<>(this.others);
		hidden.add(SECURITY);
		return start(hidden, protocol, configurations, properties);
	}

	/** Starts an application with Spring Security. */
	public Application startSecured(List<Class<?>> configurations, String... properties) {
		return start(this.others, Protocol.HTTP_1_1, configurations, properties);
	}

	private Application start(List<String> hidden, Protocol protocol, List<Class<?>> configurations,
			String... properties) {
		List<Class<?>> sources = new ArrayList<>(configurations);
		sources.add(AutoConfigured.class);
		List<String> all = new ArrayList<>();
		// Nobody waits for requests that a container has not noticed the end of.
		all.add("server.shutdown=immediate");
		all.addAll(Arrays.asList(properties));
		all.addAll(protocol.properties());
		all.add("server.port=0");
		all.add("server.address=127.0.0.1");
		all.add("spring.main.log-startup-info=false");
		all.add("spring.jmx.enabled=false");
		ConfigurableApplicationContext context = new SpringApplicationBuilder(
				new DefaultResourceLoader(new FilteredClassLoader(hidden.toArray(String[]::new))),
				sources.toArray(Class<?>[]::new))
			.web(WebApplicationType.SERVLET)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.properties(all.toArray(String[]::new))
			.run();
		return new Application(context, protocol,
				context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	/**
	 * A running application.
	 *
	 * @param context its context
	 * @param protocol the protocol it speaks
	 * @param port the port it listens on
	 */
	public record Application(ConfigurableApplicationContext context, Protocol protocol,
			int port) implements AutoCloseable {

		public Connection connect() throws IOException {
			return this.protocol.connect(this.port);
		}

		public Connection connect(int window) throws IOException {
			return this.protocol.connect(this.port, window);
		}

		/** The same one on the port that is for its operators. */
		public Application onManagementPort() {
			return new Application(this.context, Protocol.HTTP_1_1,
					this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class));
		}

		/** The same one, whose server may have another port now. */
		public Application restarted() {
			return new Application(this.context, this.protocol,
					this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		}

		public Reply send(Row row) throws IOException {
			try (Connection connection = connect()) {
				return connection.send(row).read();
			}
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class AutoConfigured {

	}

}
