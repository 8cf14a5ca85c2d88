package dev.mediaboot.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

import dev.mediaboot.EndpointAddress;
import dev.mediaboot.MediaFile;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaStore;
import dev.mediaboot.store.MediaStores;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleSettingsTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final ConsoleSettings settings = settings("/admin-media");

	private ConsoleSettings settings(String prefix) {
		return settings(prefix, (path) -> null);
	}

	private ConsoleSettings settings(String prefix, MediaStore files) {
		return new ConsoleSettings(MediaPath.parse(prefix), this.beans.getBeanProvider(EndpointAddress.class), files);
	}

	private void endpoint(String path, Integer port) {
		this.beans.addBean("address", new Address(path, port));
	}

	private MediaFile find(String path) throws IOException {
		return this.settings.find(MediaPath.parse(path));
	}

	private static String content(MediaFile file) throws IOException {
		try (ReadableByteChannel channel = file.open(0, file.length())) {
			ByteBuffer buffer = ByteBuffer.allocate((int) file.length());
			channel.read(buffer);
			return new String(buffer.array(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void theyContainThePathOfTheEndpoint() throws IOException {
		endpoint("/actuator/media", null);
		assertThat(content(find("/console.json"))).isEqualTo("{\"endpoint\":\"../actuator/media\"}\n");
	}

	/** Whatever a proxy has put before the path of the application. */
	@Test
	void pathIsRelativeToTheConsole() throws IOException {
		endpoint("/actuator/media", null);
		assertThat(content(settings("/a/b/c").find(MediaPath.parse("/console.json"))))
			.isEqualTo("{\"endpoint\":\"../../../actuator/media\"}\n");
	}

	@Test
	void theyContainItsPortIfItIsAnotherOne() throws IOException {
		endpoint("/actuator/media", 9090);
		assertThat(content(find("/console.json"))).isEqualTo("{\"endpoint\":\"/actuator/media\",\"port\":9090}\n");
	}

	@Test
	void pathIsEscaped() throws IOException {
		endpoint("/a\"b\\c", null);
		assertThat(content(find("/console.json"))).isEqualTo("{\"endpoint\":\"../a\\\"b\\\\c\"}\n");
	}

	@Test
	void theyAreDescribedByTheirContent() throws IOException {
		endpoint("/actuator/media", null);
		assertThat(find("/console.json").etag()).isNotNull().isEqualTo(find("/console.json").etag());
		assertThat(find("/console.json").lastModified()).isNull();
	}

	@Test
	void withoutEndpointThereAreNone() throws IOException {
		assertThat(find("/console.json")).isNull();
	}

	@Test
	void withoutPathOfTheEndpointThereAreNone() throws IOException {
		endpoint(null, 9090);
		assertThat(find("/console.json")).isNull();
	}

	@Test
	void noOtherFileIsMadeUp() throws IOException {
		endpoint("/actuator/media", null);
		assertThat(find("/console.js")).isNull();
		assertThat(find("/console.json/")).isNull();
		assertThat(find("/console/console.json")).isNull();
		assertThat(find("/console.json.br")).isNull();
		assertThat(find("/")).isNull();
	}

	@Test
	void otherFilesAreThoseOfTheConsole() throws IOException {
		ConsoleSettings console = settings("/admin-media", MediaStores.of("classpath:/META-INF/media/admin/"));
		assertThat(console.find(MediaPath.parse("/index.html"))).isNotNull();
		assertThat(content(console.find(MediaPath.parse("/console.json")))).contains("null");
		endpoint("/actuator/media", null);
		assertThat(content(console.find(MediaPath.parse("/console.json")))).contains("../actuator/media");
		assertThat(console.findSibling(MediaPath.parse("/console.json"), ".br")).isNull();
	}

	@Test
	void theyAreNoPlaceOfTheirOwn() {
		assertThat(settings("/admin-media", MediaStores.of("classpath:/META-INF/media/admin/")))
			.hasToString("classpath:/META-INF/media/admin/");
	}

	private record Address(String path, Integer port) implements EndpointAddress {

	}

}
