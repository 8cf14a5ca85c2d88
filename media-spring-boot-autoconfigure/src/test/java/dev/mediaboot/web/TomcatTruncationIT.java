package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatTruncationIT extends TruncationContract {

	TomcatTruncationIT() {
		super(Server.TOMCAT);
	}

}
