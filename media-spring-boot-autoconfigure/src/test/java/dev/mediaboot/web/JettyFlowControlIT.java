package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyFlowControlIT extends FlowControlContract {

	JettyFlowControlIT() {
		super(Server.JETTY);
	}

}
