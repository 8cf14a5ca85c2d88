package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettySlowReaderIT extends SlowReaderContract {

	JettySlowReaderIT() {
		super(Server.JETTY);
	}

}
