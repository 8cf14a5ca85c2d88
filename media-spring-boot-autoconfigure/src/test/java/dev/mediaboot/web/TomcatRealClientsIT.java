package dev.mediaboot.web;

class TomcatRealClientsIT extends RealClientsContract {

	TomcatRealClientsIT() {
		super(Server.TOMCAT, "mvc");
	}

}
