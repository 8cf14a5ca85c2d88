package dev.mediaboot.web;

class JettyRealClientsIT extends RealClientsContract {

	JettyRealClientsIT() {
		super(Server.JETTY, "mvc");
	}

}
