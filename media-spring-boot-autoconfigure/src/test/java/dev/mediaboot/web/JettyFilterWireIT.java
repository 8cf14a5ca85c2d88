package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyFilterWireIT extends WireContract {

	JettyFilterWireIT() {
		super(Server.JETTY, "filter");
	}

}
