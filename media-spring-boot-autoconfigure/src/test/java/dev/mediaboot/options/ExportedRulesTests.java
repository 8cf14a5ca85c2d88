package dev.mediaboot.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.mediaboot.export.MediaExport;
import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a run that only writes a configuration knows about the rules of Spring Security:
 * it has neither a server nor a servlet context.
 */
@Tag("once")
class ExportedRulesTests {

	@TempDir
	private Path directory;

	@Test
	void mountsWithRulesAreLeftToTheApplication() throws IOException {
		Files.createDirectories(this.directory.resolve("partly/members"));
		SpringApplicationBuilder application = new SpringApplicationBuilder(Server.AutoConfigured.class, Rules.class)
			.web(WebApplicationType.SERVLET)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.properties("media.export.format=nginx", "media.export.file=" + this.directory.resolve("media.conf"),
					"media.mounts.open.url=/open", "media.mounts.open.dispatch=mvc", mount("open"),
					"media.mounts.closed.url=/closed", "media.mounts.closed.dispatch=mvc", mount("closed"),
					"media.mounts.partly.url=/partly", "media.mounts.partly.dispatch=mvc", mount("partly"));
		assertThatExceptionOfType(Exit.class).isThrownBy(application::run)
			.satisfies((exit) -> assertThat(exit.getMessage()).contains(alias("open"))
				.doesNotContain(alias("closed"), alias("partly"))
				.contains("Rules of the application, such as those of Spring Security"));
	}

	private String mount(String name) throws IOException {
		return "media.mounts." + name + ".root=" + Files.createDirectories(this.directory.resolve(name));
	}

	private String alias(String name) {
		return "alias \"" + this.directory.resolve(name) + "/\"";
	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		SecurityFilterChain rules(HttpSecurity http) {
			return http
				.authorizeHttpRequests((rules) -> rules.requestMatchers("/closed/**", "/partly/members/**")
					.authenticated()
					.anyRequest()
					.permitAll())
				.build();
		}

		/** The run would end the virtual machine. */
		@Bean
		static BeanPostProcessor exitWithTheConfiguration(ObjectProvider<MediaExport> export) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return name.equals("mediaExportRun") ? (SmartInitializingSingleton) () -> {
						throw new Exit(String.valueOf(export.getObject().text("nginx")));
					} : bean;
				}

			};
		}

	}

	private static final class Exit extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Exit(String configuration) {
			super(configuration);
		}

	}

}
