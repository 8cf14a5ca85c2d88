package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyTruncationIT extends TruncationContract {

	JettyTruncationIT() {
		super(Server.JETTY);
	}

}
