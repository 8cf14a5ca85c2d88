package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatFuzzIT extends FuzzContract {

	TomcatFuzzIT() {
		super(Server.TOMCAT);
	}

}
