package dev.mediaboot.offload;

import dev.mediaboot.testing.Server;

class JettyNginxOffloadIT extends NginxOffloadContract {

	JettyNginxOffloadIT() {
		super(Server.JETTY);
	}

}
