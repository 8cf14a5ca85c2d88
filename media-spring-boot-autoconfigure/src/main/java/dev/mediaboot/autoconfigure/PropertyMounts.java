package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaPath;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MissingDirectoryException;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Mounts what the properties say. Whatever is wrong is reported with the name of the
 * property.
 */
final class PropertyMounts {

	private final MediaProperties properties;

	private final MediaRegistry registry;

	private final Function<MediaPath, MediaStore> console;

	private PropertyMounts(MediaProperties properties, MediaRegistry registry,
			Function<MediaPath, MediaStore> console) {
		this.properties = properties;
		this.registry = registry;
		this.console = console;
	}

	static void mount(MediaProperties properties, MediaRegistry registry, Function<MediaPath, MediaStore> console) {
		PropertyMounts mounts = new PropertyMounts(properties, registry, console);
		mounts.mountMedia();
		mounts.mountAdmin();
		properties.mounts().forEach(mounts::mountFurther);
	}

	/**
	 * Has a mount checked that was there before it could be.
	 * @param mount the mount, of a property or not
	 * @param properties the properties, one of which is named if that is where it is from
	 * @param guard what checks
	 */
	static void check(Mount mount, MediaProperties properties, MountGuard guard) {
		try {
			guard.check(mount);
		}
		catch (InvalidMountException ex) {
			String property = property(mount, properties);
			if (property == null) {
				throw ex;
			}
			throw new InvalidMountException("The mount of '" + property + "' is refused: " + message(ex),
					ex.getAction(), ex);
		}
	}

	private static @Nullable String property(Mount mount, MediaProperties properties) {
		for (Map.Entry<String, MediaProperties.MountProperties> further : properties.mounts().entrySet()) {
			if (isAt(further.getValue().url(), mount)) {
				return "media.mounts." + further.getKey();
			}
		}
		if (isAt(properties.adminPrefix(), mount)) {
			return "media.admin-prefix";
		}
		return (StringUtils.hasText(properties.root()) && isAt(properties.url(), mount)) ? "media.root" : null;
	}

	private static boolean isAt(@Nullable String url, Mount mount) {
		return StringUtils.hasText(url) && Mount.mountedAt(url).test(mount);
	}

	private void mountMedia() {
		String root = this.properties.root();
		if (StringUtils.hasText(root)) {
			MediaStore store = named("media.root", () -> store(root, this.properties));
			Mount mount = named("media.url", () -> Mount.of(this.properties.url(), store));
			mount("media.url", "media", mount.withContent(Mount.Content.USER), this.properties);
		}
	}

	private void mountAdmin() {
		String prefix = this.properties.adminPrefix();
		if (StringUtils.hasText(prefix)) {
			MediaPath path = named("media.admin-prefix", () -> Mount.of(prefix, (any) -> null).prefix());
			MediaStore store = named("media.admin-root", () -> overlay(this.properties.adminRoot(), path));
			Mount mount = Mount.of(prefix, store);
			named("media.admin-prefix", () -> this.registry.mount(mount));
		}
	}

	private void mountFurther(String name, MediaProperties.MountProperties further) {
		String property = "media.mounts." + name;
		String url = required(property + ".url", further.url());
		String root = required(property + ".root", further.root());
		MediaStore store = named(property + ".root", () -> store(root, further));
		Mount mount = named(property + ".url", () -> Mount.of(url, store));
		mount(property + ".url", property, mount, further);
	}

	private void mount(String urlProperty, String policyProperty, Mount mount, PolicyProperties policy) {
		Mount complete = policy.applyTo(mount, policyProperty);
		named(urlProperty, () -> this.registry.mount(complete));
	}

	private MediaStore store(String location, PolicyProperties policy) {
		return checked(MediaStore.of(location, policy.symlinks(), policy.etag()));
	}

	private MediaStore overlay(List<String> locations, MediaPath prefix) {
		Stream<MediaStore> stores = locations.stream().map(MediaStore::of).map(this::checked);
		boolean console = locations.contains(MediaProperties.CONSOLE);
		return MediaStore
			.overlay((console ? Stream.concat(Stream.of(this.console.apply(prefix)), stores) : stores).toList());
	}

	private MediaStore checked(MediaStore store) {
		try {
			store.check();
		}
		catch (MissingDirectoryException ex) {
			if (this.properties.missingRoot() != MediaProperties.MissingRoot.CREATE) {
				throw new InvalidMountException(message(ex),
						"Create the directory, correct the path, or set 'media.missing-root=create'.", ex);
			}
			create(ex);
			store.check();
		}
		return store;
	}

	private static void create(MissingDirectoryException missing) {
		try {
			Files.createDirectories(missing.getDirectory());
		}
		catch (IOException ex) {
			throw new InvalidMountException("The directory '" + missing.getDirectory() + "' cannot be created",
					"Create it with the rights that the application lacks.", ex);
		}
	}

	private static String required(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new InvalidMountException("The property '" + property + "' is missing",
					"A mount needs a url and a root. Set the property, or remove the other properties of this mount.");
		}
		return value;
	}

	static <T> T named(String property, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (IllegalArgumentException ex) {
			String next = (ex instanceof InvalidMountException invalid) ? invalid.getAction() : "Correct the value.";
			throw new InvalidMountException("The value of '" + property + "' cannot be used: " + message(ex), next, ex);
		}
	}

	private static String message(Exception ex) {
		String message = (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
		return StringUtils.trimTrailingCharacter(message, '.');
	}

}
