package dev.mediaboot.store;

import java.nio.file.Path;
import java.util.List;

import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Makes stores of directories and of places on the class path.
 */
final class LocalStoreFactory implements MediaStoreFactory {

	@Override
	public @Nullable MediaStore create(MediaLocation location) {
		Path directory = location.directory();
		if (directory != null) {
			return new DirectoryStore(directory, location.symlinks(), location.etagSource());
		}
		return switch (location.scheme()) {
			case "classpath", "classpath*" ->
				new ResourceStore(ClassUtils.getDefaultClassLoader(), location.schemeSpecificPart());
			default -> null;
		};
	}

	@Override
	public List<String> schemes() {
		return List.of("file", "classpath");
	}

}
