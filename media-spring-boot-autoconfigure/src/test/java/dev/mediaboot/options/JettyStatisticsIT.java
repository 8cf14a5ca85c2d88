package dev.mediaboot.options;

import dev.mediaboot.testing.Server;

class JettyStatisticsIT extends StatisticsContract {

	JettyStatisticsIT() {
		super(Server.JETTY, "async");
	}

}
