package dev.mediaboot.web;

class TomcatFileRaceIT extends FileRaceContract {

	TomcatFileRaceIT() {
		super(Server.TOMCAT);
	}

}
