package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatFileRaceIT extends FileRaceContract {

	TomcatFileRaceIT() {
		super(Server.TOMCAT);
	}

}
