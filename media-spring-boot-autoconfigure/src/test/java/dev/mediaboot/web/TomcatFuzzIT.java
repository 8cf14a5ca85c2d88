package dev.mediaboot.web;

class TomcatFuzzIT extends FuzzContract {

	TomcatFuzzIT() {
		super(Server.TOMCAT);
	}

}
