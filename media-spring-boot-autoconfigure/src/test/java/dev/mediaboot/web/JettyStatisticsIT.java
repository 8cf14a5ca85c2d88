package dev.mediaboot.web;

class JettyStatisticsIT extends StatisticsContract {

	JettyStatisticsIT() {
		super(Server.JETTY, "async");
	}

}
