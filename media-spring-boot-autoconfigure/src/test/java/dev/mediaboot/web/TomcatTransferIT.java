package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatTransferIT extends TransferContract {

	TomcatTransferIT() {
		super(Server.TOMCAT);
	}

}
