package dev.mediaboot.web;

import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationPathTests {

	private static final String SESSION = "0123456789ABCDEF";

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void isWhatFollowsContextAndServlet(String uri, String context, String servlet, String expected) {
		assertThat(ApplicationPath.of(request(uri, context, servlet))).isEqualTo(expected);
	}

	static Stream<Arguments> isWhatFollowsContextAndServlet() {
		return Stream.of(Arguments.of("/media/a.txt", "", null, "/media/a.txt"),
				Arguments.of("/app/media/a.txt", "/app", null, "/media/a.txt"),
				Arguments.of("/app/mvc/media/a.txt", "/app", "/mvc", "/media/a.txt"),
				Arguments.of("/mvc/media/a.txt", "", "/mvc", "/media/a.txt"),
				Arguments.of("/a%20b/media/%2e%2e", "", "/a b", "/media/%2e%2e"),
				Arguments.of("/app", "/app", null, ""), Arguments.of("/app/", "/app", null, "/"));
	}

	@ParameterizedTest
	@CsvSource({ "//app/media/a.txt", "/./app/media/a.txt", "/%61pp/media/a.txt", "/other/media/a.txt" })
	void isUnknownWhenTheContextIsWrittenInAnotherWay(String uri) {
		assertThat(ApplicationPath.of(request(uri, "/app", null))).isNull();
	}

	@Test
	void isUnknownWhenTheServletIsWrittenInAnotherWay() {
		assertThat(ApplicationPath.of(request("/%6Dvc/media/a.txt", "", "/mvc"))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "/media/a.txt;jsessionid=" + SESSION + ", /media/a.txt",
			"/media/a;jsessionid=" + SESSION + "/b.txt, /media/a/b.txt",
			"/media/a.txt;jsessionid=" + SESSION + ";v=1, /media/a.txt;v=1" })
	void isCutByTheSessionThatTheContainerFound(String uri, String expected) {
		MockHttpServletRequest request = request(uri, "", null);
		request.setRequestedSessionId(SESSION);
		assertThat(ApplicationPath.of(request)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/media/a.txt;jsessionid=OTHER", "/media/a.txt;jsessionid=", "/media/a.txt;jsessionid",
			"/media/a.txt;", "/media/a.txt;v=1", "/media/a.txt;v=1;jsessionid=" + SESSION,
			"/media/..;/jsessionid=" + SESSION })
	void keepsEveryOtherParameter(String uri) {
		MockHttpServletRequest request = request(uri, "", null);
		request.setRequestedSessionId(SESSION);
		assertThat(ApplicationPath.of(request)).isEqualTo(uri);
	}

	@Test
	void keepsASessionThatTheContainerDidNotFind() {
		String uri = "/media/a.txt;jsessionid=" + SESSION;
		assertThat(ApplicationPath.of(request(uri, "", null))).isEqualTo(uri);
	}

	@Test
	void prefixIsEncodedAsInTheRequest() {
		assertThat(ApplicationPath.prefix(request("/app/a%20b/media", "/app", "/a b"))).isEqualTo("/app/a%20b");
	}

	@Test
	void prefixOfTheDefaultServletIsTheContext() {
		assertThat(ApplicationPath.prefix(request("/app/media", "/app", null))).isEqualTo("/app");
	}

	private static MockHttpServletRequest request(String uri, String context, String servlet) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
		request.setContextPath(context);
		request.setHttpServletMapping(mapping(servlet));
		if (servlet != null) {
			request.setServletPath(servlet);
		}
		return request;
	}

	private static HttpServletMapping mapping(String servlet) {
		return (servlet != null) ? new MockHttpServletMapping("", servlet + "/*", "mvc", MappingMatch.PATH)
				: new MockHttpServletMapping("", "/", "mvc", MappingMatch.DEFAULT);
	}

}
