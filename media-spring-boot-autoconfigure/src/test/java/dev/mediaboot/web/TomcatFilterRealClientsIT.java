package dev.mediaboot.web;

import dev.mediaboot.testing.Server;
import org.junit.jupiter.api.Tag;

@Tag("nightly")
class TomcatFilterRealClientsIT extends RealClientsContract {

	TomcatFilterRealClientsIT() {
		super(Server.TOMCAT, "filter");
	}

}
