package dev.mediaboot.autoconfigure;

import java.time.Clock;
import java.util.List;

import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreDecorator;
import dev.mediaboot.MediaStoreFactories;
import dev.mediaboot.MediaStoreFactory;
import dev.mediaboot.MediaUrls;
import dev.mediaboot.Mount;
import dev.mediaboot.MountCustomizer;
import dev.mediaboot.MountGuard;
import dev.mediaboot.answer.MediaAlias;
import dev.mediaboot.answer.Responder;
import dev.mediaboot.body.AsyncBodyWriter;
import dev.mediaboot.body.BodyWriter;
import dev.mediaboot.body.ConnectionAbort;
import dev.mediaboot.store.MediaStores;
import dev.mediaboot.transfer.Transfers;
import dev.mediaboot.web.AccessChallenge;
import dev.mediaboot.web.AnswerListener;
import dev.mediaboot.web.MediaRequestHandler;
import dev.mediaboot.web.MountResolver;
import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration that serves media from a Spring MVC application: the mounts of
 * {@code media.*} properties, of {@link Mount} beans and of the {@link MediaRegistry}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WebMvcAutoConfiguration.class,
		afterName = { "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
				"org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration" })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, DispatcherServletPath.class })
@ConditionalOnBooleanProperty(name = "media.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MediaProperties.class)
@Import({ MvcDispatchConfiguration.class, FilterDispatchConfiguration.class })
@ImportRuntimeHints(MediaRuntimeHints.class)
public final class MediaAutoConfiguration {

	/** A parent context may have a registry of its own, which serves nothing here. */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaRegistry mediaRegistry(MediaProperties properties, PropertyMounts mounts,
			ObjectProvider<MediaStoreDecorator> decorators, MountGuards guards, MountCustomizers customizers) {
		List<MediaStoreDecorator> ordered = decorators.orderedStream().toList();
		MediaRegistry registry = MediaRegistry.create(mounts.factories(),
				(store, mount) -> decorate(store, mount, ordered), guards, customizers,
				properties.missingRoot() == MediaProperties.MissingRoot.IGNORE);
		mounts.mountIn(registry);
		return registry;
	}

	@Bean
	PropertyMounts mediaPropertyMounts(MediaProperties properties, ObjectProvider<MediaStoreFactory> factories) {
		return new PropertyMounts(properties, new MediaStoreFactories(factories.orderedStream().toList()));
	}

	/** Ordered after the factories of other schemes, which may also replace this one. */
	@Bean
	@Order
	MediaStoreFactory mediaLocalStoreFactory() {
		return MediaStores.factory();
	}

	/** Decorates a store so that a request reaches the first decorator first. */
	private static MediaStore decorate(MediaStore store, Mount mount, List<MediaStoreDecorator> decorators) {
		MediaStore decorated = store;
		for (int i = decorators.size() - 1; i >= 0; i--) {
			decorated = decorators.get(i).decorate(decorated, mount);
		}
		return decorated;
	}

	@Bean
	MountGuards mediaMountGuards() {
		return new MountGuards();
	}

	@Bean
	MountCustomizers mediaMountCustomizers(MediaProperties properties, Environment environment) {
		return new MountCustomizers(properties, environment);
	}

	/**
	 * Mounts the {@link Mount} beans after the registry has been created, so that one
	 * class may inject it and declare mounts. The customizers and guards join at the same
	 * time, because they may depend on any bean of the application.
	 */
	@Bean
	SmartInitializingSingleton mountBeans(MediaProperties properties, MediaRegistry registry,
			ObjectProvider<Mount> mounts, MountCustomizers customizers, ObjectProvider<MountCustomizer> allCustomizers,
			MountGuards guards, ObjectProvider<MountGuard> all) {
		return () -> {
			customizers.start(allCustomizers.orderedStream().toList());
			registry.customize();
			mounts.orderedStream().forEach(registry::mount);
			guards.start(all.orderedStream().filter((guard) -> guard != guards).toList());
			registry.mounts().forEach((mount) -> PropertyMounts.check(mount, properties, guards));
		};
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MountResolver mediaMountResolver(MediaRegistry registry) {
		return new MountResolver(registry);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaRequestHandler mediaRequestHandler(MediaProperties properties, ObjectProvider<BodyWriter> writers,
			ObjectProvider<ConnectionAbort> connectionAborts, ObjectProvider<AnswerListener> listeners,
			Transfers transfers, ObjectProvider<AccessChallenge> challenge, ObjectProvider<MediaAlias> aliases,
			ObjectProvider<Responder.Offload> offload) {
		AnswerListener listener = AnswerListener.allOf(listeners.orderedStream().toList());
		Responder responder = new Responder(Clock.systemUTC(), listener,
				MediaAlias.firstOf(aliases.orderedStream().toList()),
				offload.getIfAvailable(() -> Responder.Offload.NONE));
		return new MediaRequestHandler(responder, writers.orderedStream().toList(),
				ConnectionAbort.firstOf(connectionAborts.orderedStream().toList()),
				properties.errors() == MediaProperties.Errors.APPLICATION, listener, transfers,
				challenge.getIfAvailable(() -> (request, response) -> false));
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Transfers mediaTransfers(MediaProperties properties) {
		return PropertyMounts.named("media.send-timeout", () -> new Transfers(properties.sendTimeout()));
	}

	/** Ordered after the writers for a particular container. */
	@Bean
	@ConditionalOnMissingBean
	@Order
	AsyncBodyWriter mediaAsyncBodyWriter(MediaProperties properties, ObjectProvider<ConnectionAbort> connectionAborts) {
		return new AsyncBodyWriter(ConnectionAbort.firstOf(connectionAborts.orderedStream().toList()),
				properties.sendTimeout());
	}

	@Bean
	NothingMounted mediaNothingMounted(MediaRegistry registry, MediaProperties properties, MountCustomizers customizers,
			ApplicationContext context) {
		return new NothingMounted(registry, properties, customizers, context);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MediaUrls mediaUrls(MediaProperties properties, WebApplicationContext context,
			ObjectProvider<DispatcherServletPath> dispatcherServletPath) {
		ServletContext servletContext = context.getServletContext();
		String application = (servletContext != null) ? servletContext.getContextPath() : "";
		DispatcherServletPath dispatcher = dispatcherServletPath.getIfAvailable();
		return PublicUrl.of(properties, application + ((dispatcher != null) ? dispatcher.getPrefix() : ""));
	}

	/**
	 * Checks the properties before an embedded server starts.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	static class BeforeServerConfiguration {

		/**
		 * Creates the mounts together with the customizers. The server does not exist
		 * yet; it would log every mistake in a long line of its own.
		 */
		@Bean
		WebServerFactoryCustomizer<WebServerFactory> mediaPropertiesCheck(PropertyMounts mounts) {
			return (factory) -> {
			};
		}

	}

}
