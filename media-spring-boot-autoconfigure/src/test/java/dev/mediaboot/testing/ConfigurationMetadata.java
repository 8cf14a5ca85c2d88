package dev.mediaboot.testing;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.mediaboot.MediaRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata from which editors complete and explain our properties.
 */
public final class ConfigurationMetadata {

	private static final JsonNode METADATA = read("META-INF/spring-configuration-metadata.json");

	public static final Map<String, JsonNode> PROPERTIES = byName("properties");

	public static final Map<String, JsonNode> HINTS = byName("hints");

	private ConfigurationMetadata() {
	}

	public static String description(String name) {
		return property(name).path("description").asString("");
	}

	public static String type(String name) {
		return property(name).path("type").asString("");
	}

	public static String defaultValue(String name) {
		return property(name).path("defaultValue").asString("");
	}

	private static JsonNode property(String name) {
		return Optional.ofNullable(PROPERTIES.get(name)).orElseThrow();
	}

	public static Stream<JsonNode> stream(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

	private static Map<String, JsonNode> byName(String section) {
		return stream(METADATA.path(section)).collect(Collectors.toMap((entry) -> entry.path("name").asString(),
				Function.identity(), (first, second) -> first, TreeMap::new));
	}

	private static JsonNode read(String name) {
		try {
			Path classes = Path.of(MediaRegistry.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return JsonMapper.shared().readTree(classes.resolve(name).toFile());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
