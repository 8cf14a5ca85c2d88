package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatWireIT extends WireContract {

	TomcatWireIT() {
		super(Server.TOMCAT, "mvc");
	}

}
