package dev.mediaboot.web;

class JettyTruncationIT extends TruncationContract {

	JettyTruncationIT() {
		super(Server.JETTY);
	}

}
