package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyRealClientsIT extends RealClientsContract {

	JettyRealClientsIT() {
		super(Server.JETTY, "mvc");
	}

}
