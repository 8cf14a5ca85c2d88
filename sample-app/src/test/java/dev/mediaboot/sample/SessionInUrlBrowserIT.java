package dev.mediaboot.sample;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that writes its session into links, as one without Spring Security does
 * for a browser whose cookies it does not know. Links to versions never have one.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "media.versions.enabled=false")
class SessionInUrlBrowserIT {

	@TempDir
	Path downloads;

	@LocalServerPort
	private int port;

	@Test
	void galleryIsTheSameOnAFirstVisitWithoutCookies() {
		Browser.assumeInstalled();
		try (Browser browser = Browser.start(this.downloads,
				Map.of("profile.default_content_setting_values.cookies", 2))) {
			browser.open("http://localhost:" + this.port + "/");
			assertThat(browser.element("link[rel=stylesheet]").getDomAttribute("href"))
				.startsWith("/css/gallery.css;jsessionid=");
			assertThat(browser.element("script").getDomAttribute("src")).startsWith("/js/gallery.js;jsessionid=");
			browser.assertGalleryStyledAndScripted();
			assertThat(browser.awaitPictures()).hasSizeGreaterThanOrEqualTo(12);
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SessionsInUrls {

		@Bean
		Customizer<HttpSecurity> sessionsInUrls() {
			return (http) -> http.sessionManagement((sessions) -> sessions.enableSessionUrlRewriting(true));
		}

		@Bean
		HttpFirewall firewall() {
			StrictHttpFirewall firewall = new StrictHttpFirewall();
			firewall.setAllowSemicolon(true);
			return firewall;
		}

	}

}
