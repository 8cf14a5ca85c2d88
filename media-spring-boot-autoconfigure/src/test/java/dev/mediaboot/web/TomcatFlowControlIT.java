package dev.mediaboot.web;

import java.util.List;

import dev.mediaboot.testing.Calm;
import dev.mediaboot.testing.Server;

class TomcatFlowControlIT extends FlowControlContract {

	TomcatFlowControlIT() {
		super(Server.TOMCAT);
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(Calm.class);
	}

}
