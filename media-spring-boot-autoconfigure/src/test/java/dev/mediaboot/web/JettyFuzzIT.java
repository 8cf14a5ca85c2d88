package dev.mediaboot.web;

class JettyFuzzIT extends FuzzContract {

	JettyFuzzIT() {
		super(Server.JETTY);
	}

}
