package dev.mediaboot.web;

class TomcatTransferIT extends TransferContract {

	TomcatTransferIT() {
		super(Server.TOMCAT);
	}

}
