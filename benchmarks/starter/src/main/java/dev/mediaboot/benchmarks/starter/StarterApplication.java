package dev.mediaboot.benchmarks.starter;

import dev.mediaboot.MediaAccess;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
class StarterApplication {

	public static void main(String[] args) {
		SpringApplication.run(StarterApplication.class, args);
	}

	/** A rule costs what rules cost, whatever it decides. */
	@Bean(defaultCandidate = false)
	MediaAccess everybody() {
		return (request) -> MediaAccess.Decision.ALLOW;
	}

	@GetMapping("/ping")
	String ping() {
		return "pong";
	}

}
