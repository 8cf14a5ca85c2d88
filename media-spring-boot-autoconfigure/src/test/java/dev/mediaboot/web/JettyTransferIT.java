package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyTransferIT extends TransferContract {

	JettyTransferIT() {
		super(Server.JETTY);
	}

}
