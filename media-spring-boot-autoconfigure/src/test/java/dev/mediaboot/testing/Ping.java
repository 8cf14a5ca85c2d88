package dev.mediaboot.testing;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Any other request of an application.
 */
@RestController
public class Ping {

	@GetMapping("/ping")
	String ping() {
		return "pong";
	}

}
