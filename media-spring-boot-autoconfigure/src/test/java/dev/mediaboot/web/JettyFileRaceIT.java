package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyFileRaceIT extends FileRaceContract {

	JettyFileRaceIT() {
		super(Server.JETTY);
	}

}
