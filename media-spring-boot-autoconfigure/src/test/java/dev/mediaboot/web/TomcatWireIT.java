package dev.mediaboot.web;

class TomcatWireIT extends WireContract {

	TomcatWireIT() {
		super(Server.TOMCAT, "mvc");
	}

}
