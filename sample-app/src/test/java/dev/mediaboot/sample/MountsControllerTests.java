package dev.mediaboot.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of the web layer serves media like the application does.
 */
@WebMvcTest(MountsController.class)
@Import({ AlbumAccess.class, Assets.class, Library.class })
class MountsControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void pageListsWhatPropertiesAndCodeMounted() {
		assertThat(this.mvc.get().uri("/mounts")).hasStatusOk()
			.bodyText()
			.contains("/media", "/admin-media", "/css", "/js");
	}

	@Test
	void mountComesAndGoesWhileTheApplicationRuns() {
		assertThat(this.mvc.get().uri("/extra/lanterns.mp3")).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(this.mvc.post().uri("/mounts/extra")).hasRedirectedUrl("/mounts");
		assertThat(this.mvc.get().uri("/extra/lanterns.mp3")).hasStatusOk().hasContentType("audio/mpeg");
		assertThat(this.mvc.post().uri("/mounts/extra/remove")).hasRedirectedUrl("/mounts");
		assertThat(this.mvc.get().uri("/extra/lanterns.mp3")).hasStatus(HttpStatus.NOT_FOUND);
	}

}
