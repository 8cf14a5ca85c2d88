package dev.mediaboot.web;

import dev.mediaboot.testing.Server;

class JettyStatisticsIT extends StatisticsContract {

	JettyStatisticsIT() {
		super(Server.JETTY, "async");
	}

}
