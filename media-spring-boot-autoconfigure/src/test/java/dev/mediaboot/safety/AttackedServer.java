package dev.mediaboot.safety;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.autoconfigure.MediaAutoConfiguration;
import dev.mediaboot.jetty.MediaJettyAutoConfiguration;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.tomcat.MediaTomcatAutoConfiguration;
import dev.mediaboot.web.MediaHandlerMapping;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;

/**
 * A server with {@link AttackedFiles}. Each test that declares
 * {@link WithAttackedServer @WithAttackedServer} is given the same one.
 */
final class AttackedServer implements AutoCloseable {

	private final AttackedFiles files;

	private final ConfigurableApplicationContext application;

	private final int port;

	private AttackedServer(AttackedFiles files) {
		this.files = files;
		this.application = new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.jmx.enabled=false", "spring.web.resources.add-mappings=false",
					"media.root=" + files.path("media"))
			.run();
		this.port = this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	static AttackedServer start() throws IOException {
		AttackedFiles files = AttackedFiles.in(Files.createTempDirectory("attacked"));
		AttackedServer server = new AttackedServer(files);
		MediaRegistry registry = server.registry();
		registry.mount("/site", files.path("site"));
		registry.mount("/protected", files.path("protected"));
		registry.mount("/bundled", "classpath:/dev/mediaboot/http/");
		registry.mount("/jar", "classpath:/org/junit/jupiter/api/parallel/");
		registry.mount("/follow", MediaStores.directory(files.path("media"), MediaLocation.Symlinks.FOLLOW,
				MediaLocation.EtagSource.FILE));
		return server;
	}

	AttackedFiles files() {
		return this.files;
	}

	Path path(String name) {
		return this.files.path(name);
	}

	MediaRegistry registry() {
		return this.application.getBean(MediaRegistry.class);
	}

	RawAnswer get(String target, String... fields) throws IOException {
		return exchange(request("GET", target, fields));
	}

	static String request(String method, String target, String... fields) {
		return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
				+ Arrays.stream(fields).map((field) -> field + "\r\n").collect(Collectors.joining())
				+ "Connection: close\r\n\r\n";
	}

	RawAnswer exchange(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			return new RawAnswer(socket.getInputStream().readAllBytes());
		}
	}

	/**
	 * Answers a request as a container would hand it over that understands nothing of
	 * paths.
	 * @return whether a mount owns its path
	 */
	boolean handle(MockHttpServletRequest request, MockHttpServletResponse response) throws Exception {
		HandlerExecutionChain chain = this.application.getBean(MediaHandlerMapping.class).getHandler(request);
		if (chain == null) {
			return false;
		}
		((HttpRequestHandler) chain.getHandler()).handleRequest(request, response);
		return true;
	}

	@Override
	public void close() throws IOException {
		this.application.close();
		FileSystemUtils.deleteRecursively(this.files.disk());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, MediaAutoConfiguration.class, MediaTomcatAutoConfiguration.class,
			MediaJettyAutoConfiguration.class })
	static class Application {

		/** Protects by the path as the container reads it. */
		@Bean
		FilterRegistrationBean<Filter> guard() {
			FilterRegistrationBean<Filter> guard = new FilterRegistrationBean<>((request, response,
					chain) -> ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN));
			guard.addUrlPatterns("/protected/*");
			return guard;
		}

	}

}
