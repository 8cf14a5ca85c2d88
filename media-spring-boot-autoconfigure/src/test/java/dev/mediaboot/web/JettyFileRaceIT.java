package dev.mediaboot.web;

class JettyFileRaceIT extends FileRaceContract {

	JettyFileRaceIT() {
		super(Server.JETTY);
	}

}
