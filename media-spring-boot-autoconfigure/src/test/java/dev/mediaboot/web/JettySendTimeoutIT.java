package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettySendTimeoutIT extends SendTimeoutContract {

	JettySendTimeoutIT() {
		super(Server.JETTY);
	}

}
