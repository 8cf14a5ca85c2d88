package dev.mediaboot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * A forwarding store and a forwarding file forward every method that their interfaces
 * have, those with an implementation of their own included, but not where the files lie.
 */
class ForwardingTests {

	private static final MediaPath PATH = MediaPath.parse("a.txt");

	/** What is passed, and what is returned. */
	private static final Map<Class<?>, Object> VALUES = Map.ofEntries(Map.entry(long.class, 7L),
			Map.entry(boolean.class, true), Map.entry(String.class, "text"), Map.entry(Instant.class, Instant.EPOCH),
			Map.entry(List.class, List.of(Path.of("a"))), Map.entry(MediaPath.class, PATH),
			Map.entry(FindHint.class, FindHint.NONE), Map.entry(MediaFile.class, MediaFile.of(new byte[1])),
			Map.entry(FileChannel.class, mock(FileChannel.class)),
			Map.entry(ReadableByteChannel.class, Channels.newChannel(InputStream.nullInputStream())),
			Map.entry(ByteBuffer[].class, new ByteBuffer[1]),
			Map.entry(MediaLocation.Symlinks.class, MediaLocation.Symlinks.DENY));

	private final List<String> calls = new ArrayList<>();

	private final List<Object> arguments = new ArrayList<>();

	@ParameterizedTest
	@MethodSource
	void storeForwards(Method method) throws ReflectiveOperationException {
		assertForwards(method, new ForwardingMediaStore(target(MediaStore.class)) {
		});
	}

	static Stream<Method> storeForwards() {
		return methods(MediaStore.class).filter((method) -> !method.getName().equals("location"));
	}

	@Test
	void wrapperDoesNotClaimThatItsFilesAreThoseOfADirectory() {
		assertThat(new ForwardingMediaStore(target(MediaStore.class)) {
		}.location()).isNull();
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void fileForwards(Method method) throws ReflectiveOperationException {
		assertForwards(method, new ForwardingMediaFile(target(MediaFile.class)) {
		});
	}

	static Stream<Method> fileForwards() {
		return methods(MediaFile.class).filter((method) -> !method.getName().equals("localFile"));
	}

	/** Others would read there what the wrapper changes. */
	@Test
	void wrapperDoesNotClaimThatItsBytesAreThoseOnDisk() {
		assertThat(new ForwardingMediaFile(target(MediaFile.class)) {
		}.localFile()).isNull();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void bothAreShownAsTheirTargets() {
		assertThat(new ForwardingMediaStore(target(MediaStore.class)) {
		}).hasToString("text");
		assertThat(new ForwardingMediaFile(target(MediaFile.class)) {
		}).hasToString("text");
	}

	@Test
	void everyRequestForAFileMeetsOneMethod() throws IOException {
		MediaFile other = MediaFile.of(new byte[2]);
		MediaStore store = new ForwardingMediaStore(target(MediaStore.class)) {

			@Override
			public MediaFile find(MediaPath path, FindHint hint) {
				return other;
			}

		};
		assertThat(store.find(PATH)).isSameAs(other);
		assertThat(store.find(PATH, FindHint.NONE)).isSameAs(other);
		assertThat(this.calls).isEmpty();
	}

	private static Stream<Method> methods(Class<?> type) {
		return Arrays.stream(type.getMethods()).filter((method) -> !Modifier.isStatic(method.getModifiers()));
	}

	private void assertForwards(Method method, Object forwarding) throws ReflectiveOperationException {
		Object[] passed = Arrays.stream(method.getParameterTypes()).map(ForwardingTests::value).toArray();
		Object returned = method.invoke(forwarding, passed);
		assertThat(this.calls).containsExactly(method.getName());
		assertThat(this.arguments).startsWith(passed);
		assertThat(returned).isEqualTo(value(method.getReturnType()));
	}

	private <T> T target(Class<T> type) {
		InvocationHandler handler = (proxy, method, passed) -> {
			this.calls.add(method.getName());
			if (passed != null) {
				this.arguments.addAll(List.of(passed));
			}
			return value(method.getReturnType());
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static Object value(Class<?> type) {
		assertThat(type).satisfiesAnyOf((known) -> assertThat(VALUES).containsKey(known),
				(none) -> assertThat(none).isEqualTo(void.class));
		return VALUES.get(type);
	}

}
