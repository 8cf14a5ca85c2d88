package dev.mediaboot.options;

import dev.mediaboot.testing.Server;

class JettyOffloadedMediaIT extends OffloadedMediaContract {

	JettyOffloadedMediaIT() {
		super(Server.JETTY);
	}

}
