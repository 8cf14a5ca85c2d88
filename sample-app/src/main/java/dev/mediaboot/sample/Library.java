package dev.mediaboot.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import dev.mediaboot.MediaPath;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;

/**
 * A directory of media, read anew for every page. The bean is the one behind
 * {@code media.root}.
 */
@Component
class Library {

	static final String UPLOADS = "uploads";

	private static final int EXCERPT = 1200;

	private static final int LONGEST_NAME = 80;

	private final Path root;

	Library(@Value("${media.root}") Path root) {
		this.root = root;
	}

	Path directory(String name) {
		return this.root.resolve(name);
	}

	List<Item> items() throws IOException {
		return items("");
	}

	/**
	 * Returns the files below one of the directories.
	 * @param directory the path of the directory below the root, which need not exist
	 * @return the files, with their paths below the root
	 * @throws IOException when the directories cannot be read
	 */
	List<Item> items(String directory) throws IOException {
		List<Item> items = new ArrayList<>();
		Files.walkFileTree(directory(directory), new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				MediaPath path = mediaPath(file);
				if (path != null && attributes.isRegularFile()) {
					items.add(new Item(path, attributes.size(), attributes.lastModifiedTime().toInstant()));
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException ex) {
				// Not there, or deleted since its directory was read
				return FileVisitResult.CONTINUE;
			}

		});
		items.sort(Comparator.comparing(Item::uploaded).reversed().thenComparing(Item::title));
		return items;
	}

	private @Nullable MediaPath mediaPath(Path file) {
		Path relative = this.root.relativize(file);
		return MediaPath.of(StreamSupport.stream(relative.spliterator(), false).map(Path::toString).toList(), false);
	}

	public String excerpt(Item item) throws IOException {
		try (InputStream text = Files.newInputStream(this.root.resolve(item.path().toString()))) {
			String start = new String(text.readNBytes(EXCERPT), StandardCharsets.UTF_8);
			return (item.size() > EXCERPT) ? start.substring(0, start.lastIndexOf(' ') + 1) + "…" : start;
		}
	}

	/**
	 * Stores an upload under a safe variant of its name. The file is complete when it
	 * appears under that name: until then it has a name that begins with a dot, and such
	 * files are never served.
	 * @param upload the uploaded file
	 * @return the name it is stored under
	 * @throws IOException when it cannot be stored
	 */
	String store(MultipartFile upload) throws IOException {
		Path uploads = Files.createDirectories(directory(UPLOADS));
		Path incoming = uploads.resolve("." + UUID.randomUUID() + ".part");
		try {
			upload.transferTo(incoming);
			return publish(incoming, safeName(upload.getOriginalFilename()));
		}
		finally {
			Files.deleteIfExists(incoming);
		}
	}

	private synchronized String publish(Path incoming, String name) throws IOException {
		String free = name;
		for (int i = 2; Files.exists(incoming.resolveSibling(free)); i++) {
			free = numbered(name, i);
		}
		Files.move(incoming, incoming.resolveSibling(free), StandardCopyOption.ATOMIC_MOVE);
		return free;
	}

	private static String numbered(String name, int number) {
		String stem = StringUtils.stripFilenameExtension(name);
		return stem + "-" + number + name.substring(stem.length());
	}

	static String safeName(@Nullable String clientName) {
		String name = (clientName != null) ? clientName : "";
		name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
		name = Normalizer.normalize(name, Normalizer.Form.NFC);
		// Cutting may leave half of a surrogate pair, which is replaced like every other
		// character that is not allowed
		name = name.substring(Math.max(name.length() - LONGEST_NAME, 0))
			.replaceAll("[^\\p{L}\\p{M}\\p{N} ._()-]+", "_")
			.replaceAll("^[. ]+|[. ]+$", "");
		return name.isEmpty() ? "unnamed" : name;
	}

	boolean deleteUpload(String name) throws IOException {
		MediaPath path = MediaPath.of(List.of(UPLOADS, name), false);
		if (path == null) {
			return false;
		}
		Path upload = this.root.resolve(path.toString());
		return Files.isRegularFile(upload, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(upload);
	}

}
