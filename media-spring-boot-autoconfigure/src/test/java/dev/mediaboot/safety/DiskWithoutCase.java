package dev.mediaboot.safety;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.mockito.invocation.Invocation;
import org.mockito.invocation.InvocationOnMock;

import static org.mockito.Mockito.mock;

/**
 * A view of the disk of this machine to which upper and lower case are the same, and so
 * are paths that differ in nothing else: Windows.
 */
final class DiskWithoutCase {

	private final FileSystem fileSystem = mock(FileSystem.class, (call) -> forward(call, this.realFileSystem()));

	private final FileSystemProvider provider = mock(FileSystemProvider.class,
			(call) -> forward(call, this.realFileSystem().provider()));

	private FileSystem realFileSystem() {
		return FileSystems.getDefault();
	}

	Path wrap(Path path) {
		return (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Path.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "equals" -> path.toString().equalsIgnoreCase(String.valueOf(arguments[0]));
					case "hashCode" -> path.toString().toLowerCase(Locale.ROOT).hashCode();
					case "getFileSystem" -> this.fileSystem;
					case "toRealPath" -> wrap(realPath(path));
					default -> forward(method, path, arguments);
				});
	}

	/** Each name as it is stored. */
	private Path realPath(Path path) throws IOException {
		Path real = path.getRoot();
		for (Path name : path) {
			try (Stream<Path> entries = Files.list(real)) {
				real = entries.filter((entry) -> entry.getFileName().toString().equalsIgnoreCase(name.toString()))
					.findFirst()
					.orElseThrow(() -> new NoSuchFileException(path.toString()));
			}
		}
		return real;
	}

	private @Nullable Object forward(InvocationOnMock call, Object target) throws Throwable {
		return switch (call.getMethod().getName()) {
			case "provider" -> this.provider;
			// Windows has no secure one
			case "newDirectoryStream" -> mock(DirectoryStream.class);
			default -> forward(call.getMethod(), target, ((Invocation) call).getRawArguments());
		};
	}

	private @Nullable Object forward(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
		Object[] real = (arguments != null) ? Arrays.stream(arguments).map(this::unwrap).toArray() : new Object[0];
		try {
			Object result = method.invoke(target, real);
			return (result instanceof Path path) ? wrap(path) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private Object unwrap(Object argument) {
		return (argument instanceof Path path && Proxy.isProxyClass(path.getClass())) ? Path.of(path.toString())
				: argument;
	}

}
