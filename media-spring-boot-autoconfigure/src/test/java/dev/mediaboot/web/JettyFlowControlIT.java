package dev.mediaboot.web;

class JettyFlowControlIT extends FlowControlContract {

	JettyFlowControlIT() {
		super(Server.JETTY);
	}

}
