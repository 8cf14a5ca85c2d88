package dev.mediaboot.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates contain links that expire.
 */
@WebMvcTest(controllers = SignedLinkTests.Page.class)
@Import({ AlbumAccess.class, Assets.class, Library.class, SignedLinkTests.Page.class })
class SignedLinkTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void templateContainsSignedLinks() {
		String signature = "mb-key=generated&amp;mb-sig=[A-Za-z0-9_-]{43}\"";
		assertThat(this.mvc.get().uri("/signed")).hasStatusOk()
			.bodyText()
			.containsPattern("<a href=\"/media/images/marbled%20paper\\.webp\\?mb-exp=\\d+&amp;" + signature)
			.containsPattern(
					"<img src=\"/css/icon\\.svg\\?mb-exp=\\d+&amp;mb-name=Ikon%20%C3%A5\\.svg&amp;" + signature);
	}

	@Controller
	static class Page {

		@GetMapping("/signed")
		String signed(Model model) {
			model.addAttribute("lifetime", Duration.ofHours(1));
			return "signed";
		}

	}

}
