package dev.mediaboot.tomcat;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import dev.mediaboot.body.AsyncBodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.transfer.Transfers;
import dev.mediaboot.web.MediaRequestHandler;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the Tomcat support: body writers, connection abort and connector
 * defaults.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "dev.mediaboot.autoconfigure.MediaAutoConfiguration")
@ConditionalOnClass(RequestFacade.class)
@ConditionalOnBean(value = { MediaRequestHandler.class, Transfers.class }, search = SearchStrategy.CURRENT)
@ImportRuntimeHints(MediaTomcatAutoConfiguration.Hints.class)
public final class MediaTomcatAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TomcatConnectionAbort mediaTomcatConnectionAbort() {
		return new TomcatConnectionAbort();
	}

	@Bean
	@ConditionalOnMissingBean
	@Order(0)
	TomcatHttp2BodyWriter mediaTomcatHttp2BodyWriter(ObjectProvider<ConnectionAbort> connectionAborts,
			Transfers transfers) {
		return new TomcatHttp2BodyWriter(ConnectionAbort.firstOf(connectionAborts.orderedStream().toList()),
				transfers.sendTimeout());
	}

	/**
	 * Configures the connectors of an embedded Tomcat. A protocol other than Spring
	 * Boot's default was chosen by the application and is kept.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Http11NioProtocol.class, TomcatWebServerFactory.class })
	static class ProtocolConfiguration {

		@Bean
		ConnectorDefaults mediaTomcatCustomizer(Environment environment, Transfers transfers) {
			return new ConnectorDefaults(Binder.get(environment), transfers.sendTimeout());
		}

		@Bean
		@ConditionalOnMissingBean
		TomcatAnswerListener mediaTomcatAnswerListener() {
			return new TomcatAnswerListener();
		}

		@Bean
		@ConditionalOnMissingBean
		@Order(0)
		TomcatBodyWriter mediaTomcatBodyWriter(AsyncBodyWriter portable, Transfers transfers) {
			return new TomcatBodyWriter(portable, transfers.sendTimeout(), Clock.systemUTC());
		}

	}

	static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerType(RequestFacade.class, (type) -> type.withField("request"));
			hints.reflection().registerType(Request.class, (type) -> type.withField("hook"));
			registerHttp2(hints, "StreamProcessor", (type) -> type.withField("handler").withField("stream"));
			registerHttp2(hints, "Http2UpgradeHandler", (type) -> type.withField("socketWrapper"));
			registerHttp2(hints, "AbstractStream",
					(type) -> type.withMethod("getWindowSize", List.of(), ExecutableMode.INVOKE));
			registerHttp2(hints, "Stream",
					(type) -> type.withMethod("canWrite", List.of(), ExecutableMode.INVOKE)
						.withMethod("doStreamCancel",
								List.of(TypeReference.of(String.class),
										TypeReference.of("org.apache.coyote.http2.Http2Error")),
								ExecutableMode.INVOKE));
			registerHttp2(hints, "Http2Error", (type) -> type.withField("INTERNAL_ERROR"));
			hints.reflection()
				.registerType(TomcatBodyProtocol.class,
						(type) -> type.withMembers(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
		}

		private static void registerHttp2(RuntimeHints hints, String name, Consumer<TypeHint.Builder> members) {
			hints.reflection().registerType(TypeReference.of("org.apache.coyote.http2." + name), members);
		}

	}

}
