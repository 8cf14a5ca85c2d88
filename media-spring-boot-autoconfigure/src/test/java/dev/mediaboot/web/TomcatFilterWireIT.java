package dev.mediaboot.web;

class TomcatFilterWireIT extends WireContract {

	TomcatFilterWireIT() {
		super(Server.TOMCAT, "filter");
	}

}
