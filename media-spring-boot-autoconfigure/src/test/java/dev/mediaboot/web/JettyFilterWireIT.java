package dev.mediaboot.web;

class JettyFilterWireIT extends WireContract {

	JettyFilterWireIT() {
		super(Server.JETTY, "filter");
	}

}
