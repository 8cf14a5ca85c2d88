package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatFilterWireIT extends WireContract {

	TomcatFilterWireIT() {
		super(Server.TOMCAT, "filter");
	}

}
