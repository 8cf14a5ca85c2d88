package dev.mediaboot.web;

import java.util.List;

class TomcatFlowControlIT extends FlowControlContract {

	TomcatFlowControlIT() {
		super(Server.TOMCAT);
	}

	@Override
	List<Class<?>> configurations() {
		return List.of(Calm.class);
	}

}
