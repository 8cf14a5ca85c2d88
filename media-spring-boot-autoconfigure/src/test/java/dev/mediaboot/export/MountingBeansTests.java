package dev.mediaboot.export;

import dev.mediaboot.MediaRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MountingBeans}.
 */
class MountingBeansTests {

	private static AnnotationConfigApplicationContext context(Class<?>... configurations) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean("registry", MediaRegistry.class, MediaRegistry::noOp);
		register(context, "byConstructor", ByConstructor.class);
		register(context, "byField", ByField.class);
		register(context, "byInheritedField", ByInheritedField.class);
		register(context, "byMethod", ByMethod.class);
		register(context, "byProvider", ByProvider.class);
		context.register(configurations);
		context.refresh();
		return context;
	}

	private static void register(AnnotationConfigApplicationContext context, String name, Class<?> type) {
		context.registerBean(name, type, (definition) -> definition.setLazyInit(true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "byConstructor", "byField", "byInheritedField", "byMethod", "byProvider", "byParameter",
			"byProviderParameter" })
	void beanThatIsGivenTheRegistryIsCreated(String name) {
		try (AnnotationConfigApplicationContext context = context(Beans.class)) {
			assertThat(context.getBeanFactory().containsSingleton(name)).isFalse();
			new MountingBeans(context.getBeanFactory()).create();
			assertThat(context.getBeanFactory().containsSingleton(name)).isTrue();
		}
	}

	@Test
	void otherBeansAreNot() {
		try (AnnotationConfigApplicationContext context = context(Beans.class, AutoConfigured.class)) {
			DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
			new MountingBeans(beans).create();
			assertThat(beans.containsSingleton("unrelated")).isFalse();
			assertThat(beans.containsSingleton("autoConfigured")).isFalse();
		}
	}

	/** There is no request, so nothing could create it. */
	@Test
	void beanOfAScopeIsNot() {
		try (AnnotationConfigApplicationContext context = context(Scoped.class)) {
			new MountingBeans(context.getBeanFactory()).create();
			assertThat(context.getBeanFactory().containsSingleton("scopedTarget.scoped")).isFalse();
		}
	}

	@Test
	void failureOfABeanIsNotHidden() {
		try (AnnotationConfigApplicationContext context = context(Failing.class)) {
			MountingBeans beans = new MountingBeans(context.getBeanFactory());
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(beans::create)
				.withMessageContaining("no database");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Lazy
	static class Beans {

		@Bean
		Object byParameter(MediaRegistry registry) {
			return registry.toString();
		}

		@Bean
		Object byProviderParameter(ObjectProvider<MediaRegistry> registry) {
			return registry.toString();
		}

		@Bean
		Object unrelated() {
			return "unrelated";
		}

	}

	@AutoConfiguration
	@Lazy
	static class AutoConfigured {

		@Bean
		Object autoConfigured(MediaRegistry registry) {
			return registry.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Lazy
		@Scope(value = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ByField scoped(MediaRegistry registry) {
			throw new IllegalStateException("There is no request for " + registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		@Lazy
		Object failing(MediaRegistry registry) {
			throw new IllegalStateException("There is no database for " + registry);
		}

	}

	static class ByConstructor {

		ByConstructor(MediaRegistry registry) {
			registry.mounts();
		}

	}

	static class ByField {

		@Autowired
		@Nullable MediaRegistry registry;

	}

	static class ByInheritedField extends ByField {

	}

	static class ByMethod {

		@Autowired
		void use(MediaRegistry registry) {
			registry.mounts();
		}

	}

	static class ByProvider {

		ByProvider(ObjectProvider<MediaRegistry> registry) {
			registry.getObject();
		}

	}

}
