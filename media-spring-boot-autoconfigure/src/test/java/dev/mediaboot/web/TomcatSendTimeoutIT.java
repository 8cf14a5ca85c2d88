package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatSendTimeoutIT extends SendTimeoutContract {

	TomcatSendTimeoutIT() {
		super(Server.TOMCAT);
	}

}
