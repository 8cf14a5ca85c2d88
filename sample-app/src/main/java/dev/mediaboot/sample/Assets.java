package dev.mediaboot.sample;

import dev.mediaboot.MediaRegistry;

import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Assets {

	Assets(MediaRegistry media) {
		media.mount("/css", "classpath:/assets/css/");
		media.mount("/js", "classpath:/assets/js/");
	}

}
