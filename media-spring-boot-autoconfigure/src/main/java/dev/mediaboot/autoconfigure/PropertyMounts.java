package dev.mediaboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.mediaboot.InvalidMountException;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaRegistry;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreFactories;
import dev.mediaboot.MissingDirectoryException;
import dev.mediaboot.Mount;
import dev.mediaboot.MountGuard;
import dev.mediaboot.store.MediaStores;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The mounts that are configured by properties. Every mistake is reported with the name
 * of its property.
 */
final class PropertyMounts {

	private static final String MOUNTS = "media.mounts.";

	private final MediaProperties properties;

	private final MediaStoreFactories factories;

	/** Mounts by the property that sets their URL. */
	private final Map<String, Mount> mounts = new LinkedHashMap<>();

	/**
	 * Creates the mounts that the properties configure.
	 * @param properties the properties
	 * @param factories makes stores of their locations
	 */
	PropertyMounts(MediaProperties properties, MediaStoreFactories factories) {
		this.properties = properties;
		this.factories = factories;
		mountMedia();
		mountAdmin();
		properties.mounts().forEach(this::mountFurther);
	}

	/** Returns the factories, for mounts that are made by other means. */
	MediaStoreFactories factories() {
		return this.factories;
	}

	void mountIn(MediaRegistry registry) {
		this.mounts.forEach((property, mount) -> named(property, () -> registry.mount(mount)));
	}

	/**
	 * Checks a mount that was mounted before the guard was available.
	 * @param mount the mount, whether configured by a property or not
	 * @param properties the properties, to name the one that configures the mount
	 * @param guard the guard
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
			throw new InvalidMountException("The mount configured by '" + property + "' is refused: " + message(ex),
					ex.getAction(), ex);
		}
	}

	static @Nullable String property(Mount mount, MediaProperties properties) {
		for (Map.Entry<String, MediaProperties.MountProperties> further : properties.mounts().entrySet()) {
			if (isAt(further.getValue().url(), mount)) {
				return MOUNTS + further.getKey();
			}
		}
		if (isAt(properties.adminPrefix(), mount)) {
			return "media.admin-prefix";
		}
		return (StringUtils.hasText(properties.root()) && isAt(properties.url(), mount)) ? "media.root" : null;
	}

	/** Returns the name of a mount among {@code media.mounts}, if it is one of them. */
	static @Nullable String name(@Nullable String property) {
		return (property != null && property.startsWith(MOUNTS)) ? property.substring(MOUNTS.length()) : null;
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
			MediaStore store = named("media.admin-root", () -> overlay(this.properties.adminRoot()));
			add("media.admin-prefix", named("media.admin-prefix", () -> Mount.of(prefix, store)));
		}
	}

	private void mountFurther(String name, MediaProperties.MountProperties further) {
		String property = MOUNTS + name;
		String url = required(property + ".url", further.url());
		String root = required(property + ".root", further.root());
		MediaStore store = named(property + ".root", () -> store(root, further));
		Mount mount = named(property + ".url", () -> Mount.of(url, store));
		mount(property + ".url", property, mount, further);
	}

	private void mount(String urlProperty, String policyProperty, Mount mount, PolicyProperties policy) {
		add(urlProperty, policy.applyTo(mount, policyProperty));
	}

	private void add(String property, Mount mount) {
		Predicate<Mount> samePlace = Mount.mountedAt(mount.url());
		this.mounts.forEach((other, present) -> {
			if (samePlace.test(present)) {
				throw new InvalidMountException(
						"'" + other + "' and '" + property + "' cannot both be mounted at '" + present.url() + "'",
						"Choose a different prefix for one of them.");
			}
		});
		this.mounts.put(property, mount);
	}

	private MediaStore store(String location, PolicyProperties policy) {
		return store(MediaLocation.of(location).withSymlinks(policy.symlinks()).withEtagSource(policy.etag()));
	}

	private MediaStore overlay(List<String> locations) {
		return MediaStores.overlay(locations.stream().map(MediaLocation::of).map(this::store).toList());
	}

	private MediaStore store(MediaLocation location) {
		MediaStore store = this.factories.create(location);
		try {
			store.check();
		}
		catch (MissingDirectoryException ex) {
			switch (this.properties.missingRoot()) {
				case FAIL -> throw new InvalidMountException(message(ex),
						"Create the directory, correct the path, or set 'media.missing-root=create' (in tests,"
								+ " 'media.missing-root=ignore').",
						ex);
				case CREATE -> {
					create(ex);
					store.check();
				}
				case IGNORE -> {
					// The registry logs it
				}
			}
		}
		return store;
	}

	private static void create(MissingDirectoryException missing) {
		try {
			Files.createDirectories(missing.getDirectory());
		}
		catch (IOException ex) {
			throw new InvalidMountException("The directory '" + missing.getDirectory() + "' cannot be created",
					"Create it yourself, or grant the application permission to create it.", ex);
		}
	}

	private static String required(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new InvalidMountException(
					"The property '" + property + "' is missing: a mount requires a url and a root",
					"Set the property, or remove the other properties of the mount.");
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
