package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyWireIT extends WireContract {

	JettyWireIT() {
		super(Server.JETTY, "mvc");
	}

}
