package dev.mediaboot.web;

import java.io.IOException;
import java.util.List;

import org.apache.coyote.AbstractProtocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatFlowControlIT extends FlowControlContract {

	TomcatFlowControlIT() {
		super(Server.TOMCAT);
	}

	/** Tomcat forgets the stream, and its request with it. */
	@ParameterizedTest
	@EnumSource
	void aStreamThatIsEndedByAnErrorOfItsClientLeavesNothingBehind(Source source) throws IOException {
		Server.Application application = application(source);
		TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) application.context()).getWebServer();
		AbstractProtocol<?> waiting = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
		try (RawHttp2 connection = RawHttp2.connect(application.protocol(), application.port(), 1000)) {
			assertThat(connection.get("/media/alphabet.txt").text()).isEqualTo(Fixture.ALPHABET);
			int before = waiting.getWaitingProcessorCount();
			Http2Stream stream = connection.send(Row.get("", source.target(700_001)));
			assertThat(stream.readHead().status()).isEqualTo(200);
			Awaitility.await().until(() -> waiting.getWaitingProcessorCount() > before);
			// RFC 9113 §6.9.1: a window that is too large is an error of the stream
			connection.send(Frame.windowUpdate(stream.number(), Integer.MAX_VALUE));
			connection.send(Frame.windowUpdate(stream.number(), Integer.MAX_VALUE));
			assertThat(stream.read().reset()).isEqualTo("FLOW_CONTROL_ERROR");
			Awaitility.await().untilAsserted(() -> assertThat(waiting.getWaitingProcessorCount()).isEqualTo(before));
			assertThat(connection.get("/media/alphabet.txt").text()).isEqualTo(Fixture.ALPHABET);
		}
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(Calm.class);
	}

}
