package dev.mediaboot.web;

class TomcatTruncationIT extends TruncationContract {

	TomcatTruncationIT() {
		super(Server.TOMCAT);
	}

}
