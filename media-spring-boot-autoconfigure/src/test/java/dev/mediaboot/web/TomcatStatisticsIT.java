package dev.mediaboot.web;

class TomcatStatisticsIT extends StatisticsContract {

	TomcatStatisticsIT() {
		super(Server.TOMCAT, "tomcat");
	}

}
