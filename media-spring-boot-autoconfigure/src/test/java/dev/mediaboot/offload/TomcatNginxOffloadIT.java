package dev.mediaboot.offload;

import dev.mediaboot.testing.Server;

class TomcatNginxOffloadIT extends NginxOffloadContract {

	TomcatNginxOffloadIT() {
		super(Server.TOMCAT);
	}

}
