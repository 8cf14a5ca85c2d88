package dev.mediaboot.web;

class JettySendTimeoutIT extends SendTimeoutContract {

	JettySendTimeoutIT() {
		super(Server.JETTY);
	}

}
