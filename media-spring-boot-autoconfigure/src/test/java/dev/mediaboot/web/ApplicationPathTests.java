package dev.mediaboot.web;

import java.util.EnumSet;
import java.util.stream.Stream;

import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;

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
			"/media/a.txt;jsessionid=..%2f=, /media/a.txt", "/media/a/;jsessionid=" + SESSION + ", /media/a/",
			"/media;jsessionid=" + SESSION + ", /media", "/media/..;jsessionid=" + SESSION + ", /media/.." })
	void isCutByOneSessionAtItsEnd(String uri, String expected) {
		for (String found : new String[] { SESSION, "another", null }) {
			MockHttpServletRequest request = request(uri, "", null);
			request.setRequestedSessionId(found);
			assertThat(ApplicationPath.of(request)).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/media/a.txt;jsessionid=", "/media/a.txt;jsessionid", "/media/a.txt;JSESSIONID=" + SESSION,
			"/media/a.txt;%6Asessionid=" + SESSION, "/media/a.txt;", "/media/a.txt;v=1", "/media/a.txt;=" + SESSION,
			"/media/a.txt;v=1;jsessionid=" + SESSION, "/media/a.txt;jsessionid=" + SESSION + ";v=1",
			"/media/a.txt;jsessionid=" + SESSION + ";jsessionid=" + SESSION, "/media/a.txt;jsessionid=" + SESSION + ";",
			"/media/a;jsessionid=" + SESSION + "/b.txt", "/media/a;jsessionid=" + SESSION + "/",
			"/media;jsessionid=" + SESSION + "/a.txt", "/media/..;/jsessionid=" + SESSION })
	void keepsEveryOtherParameter(String uri) {
		MockHttpServletRequest request = request(uri, "", null);
		request.setRequestedSessionId(SESSION);
		assertThat(ApplicationPath.of(request)).isEqualTo(uri);
	}

	@ParameterizedTest(name = "{0}, cookie {1}, parameter of Jetty {2}: {3}")
	@CsvSource(nullValues = "-", textBlock = """
			Apache Tomcat/11.0.24, -,          -,   jsessionid
			Apache Tomcat/11.0.24, '',         -,   jsessionid
			Apache Tomcat/11.0.24, SID,        -,   SID
			Apache Tomcat/11.0.24, JSESSIONID, -,   JSESSIONID
			Apache Tomcat/11.0.24, -,          SID, jsessionid
			jetty/12.1.14,         JSESSIONID, -,   jsessionid
			jetty/12.1.14,         SID,        -,   jsessionid
			jetty/12.1.14,         JSESSIONID, SID, SID
			-,                     SID,        -,   SID
			""")
	void theParameterHasTheNameThatTheContainerGivesIt(String server, String cookie, String parameter, String name) {
		MockServletContext container = container(server);
		container.getSessionCookieConfig().setName(cookie);
		if (parameter != null) {
			container.setInitParameter("org.eclipse.jetty.session.SessionIdPathParameterName", parameter);
		}
		for (String candidate : new String[] { "jsessionid", "JSESSIONID", "SID", "sid" }) {
			String uri = "/media/a.txt;" + candidate + "=" + SESSION;
			assertThat(ApplicationPath.of(request(container, uri, "", null))).as(candidate)
				.isEqualTo(candidate.equals(name) ? "/media/a.txt" : uri);
		}
	}

	@Test
	void noParameterIsASessionWhereUrlsHoldNone() {
		MockServletContext container = new MockServletContext();
		container.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
		String uri = "/media/a.txt;jsessionid=" + SESSION;
		assertThat(ApplicationPath.of(request(container, uri, "", null))).isEqualTo(uri);
	}

	@Test
	void prefixIsEncodedAsInTheRequest() {
		assertThat(ApplicationPath.prefix(request("/app/a%20b/media", "/app", "/a b"))).isEqualTo("/app/a%20b");
	}

	@Test
	void prefixOfTheDefaultServletIsTheContext() {
		assertThat(ApplicationPath.prefix(request("/app/media", "/app", null))).isEqualTo("/app");
	}

	private static MockServletContext container(String server) {
		return new MockServletContext() {

			@Override
			public String getServerInfo() {
				return server;
			}

		};
	}

	private static MockHttpServletRequest request(String uri, String context, String servlet) {
		return request(new MockServletContext(), uri, context, servlet);
	}

	private static MockHttpServletRequest request(MockServletContext container, String uri, String context,
			String servlet) {
		MockHttpServletRequest request = new MockHttpServletRequest(container, "GET", uri);
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
