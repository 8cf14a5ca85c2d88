package dev.mediaboot.offload;

import dev.mediaboot.testing.Server;

class JettyApacheOffloadIT extends ApacheOffloadContract {

	JettyApacheOffloadIT() {
		super(Server.JETTY);
	}

}
