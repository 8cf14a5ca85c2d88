package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatSlowReaderIT extends SlowReaderContract {

	TomcatSlowReaderIT() {
		super(Server.TOMCAT);
	}

}
