package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatRealClientsIT extends RealClientsContract {

	TomcatRealClientsIT() {
		super(Server.TOMCAT, "mvc");
	}

}
