package dev.mediaboot.web;

class TomcatSlowReaderIT extends SlowReaderContract {

	TomcatSlowReaderIT() {
		super(Server.TOMCAT);
	}

}
