package dev.mediaboot.offload;

import dev.mediaboot.testing.Server;

class TomcatApacheOffloadIT extends ApacheOffloadContract {

	TomcatApacheOffloadIT() {
		super(Server.TOMCAT);
	}

}
