package dev.mediaboot.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.mediaboot.testing.Fixture;
import dev.mediaboot.testing.Reply;
import dev.mediaboot.testing.Row;
import dev.mediaboot.testing.Server;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.ServerHttpObservationFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code media.dispatch=filter}: nothing of the application runs below a mount, and
 * everything of it elsewhere.
 */
class FilterDispatchIT {

	private static final Queue<String> observed = new ConcurrentLinkedQueue<>();

	@TempDir
	private static Path directory;

	private static Fixture fixture;

	@BeforeAll
	static void write() throws IOException {
		fixture = Fixture.in(directory);
	}

	@BeforeEach
	void forget() {
		observed.clear();
	}

	@ParameterizedTest
	@EnumSource
	void mediaIsServedAlthoughTheSecurityChainDeniesEverything(Server server) throws IOException {
		try (Server.Application application = server.startSecured(List.of(DenyEverything.class), properties())) {
			Reply media = application.send(Row.get("", "/media/alphabet.txt"));
			assertThat(media.status()).isEqualTo(200);
			assertThat(media.text()).isEqualTo(Fixture.ALPHABET);
			assertThat(application.send(Row.get("", "/elsewhere")).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource
	void mediaIsNotObservedAndTheApplicationIs(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(Observed.class), properties())) {
			application.send(Row.get("", "/media/alphabet.txt"));
			application.send(Row.get("", "/elsewhere"));
			assertThat(observed).containsExactly("/elsewhere");
		}
	}

	@ParameterizedTest
	@EnumSource
	void mediaIsCountedAlthoughItIsNotObserved(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(), properties())) {
			application.send(Row.get("", "/elsewhere"));
			application.send(Row.get("", "/media/alphabet.txt"));
			application.send(Row.get("", "/media/none.txt"));
			MeterRegistry registry = application.context().getBean(MeterRegistry.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(registry.get("media.answers").tag("mount", "/media").functionTimer())
					.returns(2.0, FunctionTimer::count));
			Awaitility.await()
				.untilAsserted(() -> assertThat(registry.get("http.server.requests").timers()).singleElement()
					.returns(1L, Timer::count));
		}
	}

	@ParameterizedTest
	@EnumSource
	void forwardedFieldsAreReadBefore(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(),
				properties("server.forward-headers-strategy=framework"))) {
			Reply reply = application.send(Row.get("", "/site/docs").with("X-Forwarded-Prefix", "/outer"));
			assertThat(reply.field("Location")).isEqualTo("/outer/site/docs/");
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyFileHasOneUrlBelowThePathOfTheServlet(Server server) throws IOException {
		try (Server.Application application = server.start(List.of(), properties("spring.mvc.servlet.path=/mvc"))) {
			assertThat(application.send(Row.get("", "/mvc/media/alphabet.txt")).status()).isEqualTo(200);
			assertThat(application.send(Row.get("", "/media/alphabet.txt")).status()).isEqualTo(404);
		}
	}

	private static String[] properties(String... more) {
		String[] all = new String[more.length + 1];
		all[0] = "media.dispatch=filter";
		System.arraycopy(more, 0, all, 1, more.length);
		return fixture.properties(all);
	}

	@Configuration(proxyBeanMethods = false)
	static class DenyEverything {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll()).build();
		}

	}

	/** As Spring Boot registers it where metrics are wanted. */
	@Configuration(proxyBeanMethods = false)
	static class Observed {

		@Bean
		FilterRegistrationBean<ServerHttpObservationFilter> observationFilter() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

				@Override
				public void onStop(Observation.Context context) {
					observed.add(context.getHighCardinalityKeyValue("http.url").getValue());
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			});
			FilterRegistrationBean<ServerHttpObservationFilter> registration = new FilterRegistrationBean<>(
					new ServerHttpObservationFilter(registry));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			return registration;
		}

	}

}
