package dev.mediaboot.web;

class JettySlowReaderIT extends SlowReaderContract {

	JettySlowReaderIT() {
		super(Server.JETTY);
	}

}
