package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyCountsIT extends CountsContract {

	JettyCountsIT() {
		super(Server.JETTY);
	}

}
