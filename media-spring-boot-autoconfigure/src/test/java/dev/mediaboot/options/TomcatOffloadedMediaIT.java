package dev.mediaboot.options;

import dev.mediaboot.testing.Server;

class TomcatOffloadedMediaIT extends OffloadedMediaContract {

	TomcatOffloadedMediaIT() {
		super(Server.TOMCAT);
	}

}
