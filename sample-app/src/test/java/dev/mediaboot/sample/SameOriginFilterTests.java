package dev.mediaboot.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verifyNoInteractions;

@WebMvcTest
@Import({ AlbumAccess.class, Assets.class })
class SameOriginFilterTests {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Library library;

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, http://evil.example",
			"Origin, http://localhost:9999", "Origin, null", "Origin, http://localhost:8080.evil.example",
			"Origin, http://evil.example/localhost:8080", "Origin, ftp://localhost:8080", "Origin, localhost:8080" })
	void pageOfAnotherOriginChangesNothing(String name, String value) {
		assertThat(this.mvc.post()
			.multipart()
			.uri("/uploads")
			.file(new MockMultipartFile("file", "a.txt", null, new byte[1]))
			.header("Host", "localhost:8080")
			.header(name, value)).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(this.mvc.post()
			.uri("/admin/delete")
			.param("name", "a.txt")
			.header("Host", "localhost:8080")
			.header(name, value)).hasStatus(HttpStatus.FORBIDDEN);
		verifyNoInteractions(this.library);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "Origin, http://localhost:8080",
			"Origin, https://LOCALHOST:8080", "User-Agent, curl/8.0" })
	void pagesOfOursAndProgramsMayDelete(String name, String value) throws Exception {
		given(this.library.deleteUpload(any())).willReturn(true);
		assertThat(this.mvc.post()
			.uri("/admin/delete")
			.param("name", "a.txt")
			.header("Host", "localhost:8080")
			.header(name, value)).hasRedirectedUrl("/admin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void everybodyMayLinkToUs(String method) {
		assertThat(this.mvc.method(HttpMethod.valueOf(method)).uri("/mounts").header("Sec-Fetch-Site", "cross-site"))
			.hasStatusOk();
	}

	@Test
	void whatTheBrowserSaysOfThePageIsWorthMoreThanItsOrigin() {
		assertThat(this.mvc.post()
			.uri("/admin/delete")
			.param("name", "a.txt")
			.header("Host", "localhost:8080")
			.header("Origin", "http://localhost:8080")
			.header("Sec-Fetch-Site", "cross-site")).hasStatus(HttpStatus.FORBIDDEN);
	}

}
