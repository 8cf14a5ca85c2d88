package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyFuzzIT extends FuzzContract {

	JettyFuzzIT() {
		super(Server.JETTY);
	}

}
