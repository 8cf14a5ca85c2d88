package dev.mediaboot.web;

class JettyTransferIT extends TransferContract {

	JettyTransferIT() {
		super(Server.JETTY);
	}

}
