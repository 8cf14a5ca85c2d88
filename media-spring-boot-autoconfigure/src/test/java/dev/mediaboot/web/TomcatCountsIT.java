package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatCountsIT extends CountsContract {

	TomcatCountsIT() {
		super(Server.TOMCAT);
	}

}
