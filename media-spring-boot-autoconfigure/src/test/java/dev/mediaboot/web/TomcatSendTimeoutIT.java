package dev.mediaboot.web;

class TomcatSendTimeoutIT extends SendTimeoutContract {

	TomcatSendTimeoutIT() {
		super(Server.TOMCAT);
	}

}
