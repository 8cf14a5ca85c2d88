package dev.mediaboot.options;

import dev.mediaboot.testing.Server;

class TomcatStatisticsIT extends StatisticsContract {

	TomcatStatisticsIT() {
		super(Server.TOMCAT, "tomcat");
	}

}
