package dev.mediaboot.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.mediaboot.MediaPath;

import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * The media types of files, by name and by extension.
 *
 * @since 0.1.0
 */
public final class MediaTypes {

	private static final String UNKNOWN = MediaType.APPLICATION_OCTET_STREAM_VALUE;

	/**
	 * Types that Spring's table lacks, or that differ from what browsers expect today.
	 */
	private static final Map<String, String> MODERN = Map.ofEntries(Map.entry("amr", "audio/amr"),
			Map.entry("apng", "image/apng"), Map.entry("avif", "image/avif"), Map.entry("avifs", "image/avif"),
			Map.entry("awb", "audio/amr-wb"), Map.entry("cjs", "text/javascript"), Map.entry("csv", "text/csv"),
			Map.entry("cur", "image/vnd.microsoft.icon"), Map.entry("dib", "image/bmp"),
			Map.entry("flac", "audio/flac"), Map.entry("geojson", "application/geo+json"),
			Map.entry("glb", "model/gltf-binary"), Map.entry("gltf", "model/gltf+json"),
			Map.entry("gz", "application/gzip"), Map.entry("heic", "image/heic"),
			Map.entry("heics", "image/heic-sequence"), Map.entry("heif", "image/heif"),
			Map.entry("heifs", "image/heif-sequence"), Map.entry("hif", "image/heif"),
			Map.entry("ico", "image/vnd.microsoft.icon"), Map.entry("jfif", "image/jpeg"),
			Map.entry("js", "text/javascript"), Map.entry("jp2", "image/jp2"),
			Map.entry("jsonld", "application/ld+json"), Map.entry("jxl", "image/jxl"),
			Map.entry("m3u8", "application/vnd.apple.mpegurl"), Map.entry("m4a", "audio/mp4"),
			Map.entry("m4b", "audio/mp4"), Map.entry("m4s", "video/iso.segment"), Map.entry("m4v", "video/mp4"),
			Map.entry("map", "application/json"), Map.entry("md", "text/markdown"), Map.entry("mjs", "text/javascript"),
			Map.entry("mkv", "video/matroska"), Map.entry("mpd", "application/dash+xml"), Map.entry("oga", "audio/ogg"),
			Map.entry("opus", "audio/ogg"), Map.entry("otf", "font/otf"), Map.entry("pjp", "image/jpeg"),
			Map.entry("pjpeg", "image/jpeg"), Map.entry("tgz", "application/gzip"),
			Map.entry("toml", "application/toml"), Map.entry("ts", "video/mp2t"), Map.entry("ttf", "font/ttf"),
			Map.entry("ttml", "application/ttml+xml"), Map.entry("usdz", "model/vnd.usdz+zip"),
			Map.entry("vtt", "text/vtt"), Map.entry("wasm", "application/wasm"), Map.entry("wav", "audio/wav"),
			Map.entry("webm", "video/webm"), Map.entry("webmanifest", "application/manifest+json"),
			Map.entry("webp", "image/webp"), Map.entry("woff", "font/woff"), Map.entry("woff2", "font/woff2"),
			Map.entry("xhtml", "application/xhtml+xml"), Map.entry("xsl", "application/xslt+xml"),
			Map.entry("yaml", "application/yaml"), Map.entry("yml", "application/yaml"),
			Map.entry("zst", "application/zstd"));

	private static final Set<String> INERT_KINDS = Set.of("image", "audio", "video", "font");

	private static final Map<String, String> types = new ConcurrentHashMap<>(MODERN.size());

	private MediaTypes() {
	}

	/**
	 * Returns the value of {@code Content-Type} for a file.
	 * @param file the path of the file
	 * @param overrides media types that take precedence over the table, by whole file
	 * name or else by extension
	 * @return the media type, with a character set for text from the table, or
	 * {@code application/octet-stream} when it is unknown
	 */
	public static String of(MediaPath file, Map<String, String> overrides) {
		String extension = file.extension();
		if (!overrides.isEmpty()) {
			String type = overrides.get(file.name());
			type = (type != null) ? type : overrides.get(extension);
			if (type != null) {
				return type;
			}
		}
		String type = types.get(extension);
		if (type == null) {
			type = find(extension);
			if (!type.equals(UNKNOWN)) {
				// Bounded by the table: extensions that a client invents are not kept.
				types.put(extension, type);
			}
		}
		return type;
	}

	/**
	 * Returns the extensions that are known here, in addition to those of Spring's table.
	 * @return the extensions, in lower case and without a dot
	 */
	public static Set<String> extensions() {
		return MODERN.keySet();
	}

	private static String find(String extension) {
		String type = MODERN.get(extension);
		if (type == null) {
			type = MediaTypeFactory.getMediaType("file." + extension).map(MediaType::toString).orElse(UNKNOWN);
		}
		return type.startsWith("text/") ? type + ";charset=utf-8" : type;
	}

	/**
	 * Whether a browser displays a type without ever running anything in it: images,
	 * audio, video, fonts and plain text, but no XML.
	 * @param contentType the value of {@code Content-Type}
	 * @return {@code false} for every type that is not known to be inert
	 */
	public static boolean isInert(String contentType) {
		int semicolon = contentType.indexOf(';');
		String type = (semicolon >= 0) ? contentType.substring(0, semicolon) : contentType;
		int slash = type.indexOf('/');
		return (slash > 0 && INERT_KINDS.contains(type.substring(0, slash)) && !type.endsWith("xml"))
				|| type.equals(MediaType.TEXT_PLAIN_VALUE);
	}

	/**
	 * Whether a browser treats a type as a script (WHATWG MIME Sniffing §4.6).
	 * @param contentType the value of {@code Content-Type}
	 * @return whether it is one of the many names of JavaScript
	 */
	public static boolean isScript(String contentType) {
		return contentType.contains("javascript") || contentType.contains("ecmascript")
				|| contentType.contains("jscript") || contentType.contains("livescript");
	}

	/**
	 * Whether a type is PDF. PDF viewers refuse to work in a sandbox, and run scripts in
	 * a sandbox of their own.
	 * @param contentType the value of {@code Content-Type}
	 * @return whether it is PDF
	 */
	public static boolean isPdf(String contentType) {
		return contentType.equals(MediaType.APPLICATION_PDF_VALUE);
	}

}
