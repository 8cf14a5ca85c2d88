package dev.mediaboot.web;

class JettyWireIT extends WireContract {

	JettyWireIT() {
		super(Server.JETTY, "mvc");
	}

}
