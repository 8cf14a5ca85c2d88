package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class TomcatStatisticsIT extends StatisticsContract {

	TomcatStatisticsIT() {
		super(Server.TOMCAT, "tomcat");
	}

}
