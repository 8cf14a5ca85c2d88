package dev.mediaboot;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Several factories as one, which makes a store of every location or explains why not.
 *
 * @param factories the factories, in the order they are asked
 * @since 0.1.0
 */
public record MediaStoreFactories(List<MediaStoreFactory> factories) implements MediaStoreFactory {

	/**
	 * Creates a factory that asks other factories in order.
	 * @param factories the other factories
	 */
	public MediaStoreFactories {
		factories = List.copyOf(factories);
	}

	/**
	 * Creates a store.
	 * @param location the location
	 * @return the store of the first factory that makes one
	 * @throws InvalidMountException when the location is wrong, or none of the factories
	 * knows its scheme
	 */
	@Override
	public MediaStore create(MediaLocation location) {
		for (MediaStoreFactory factory : this.factories) {
			MediaStore store = factory.create(location);
			if (store != null) {
				return store;
			}
		}
		throw new InvalidMountException(
				"The location '" + location.text() + "' "
						+ (location.scheme().isEmpty() ? "is not supported" : "has an unknown scheme"),
				"Use " + known() + ".");
	}

	private String known() {
		String schemes = schemes().stream().map((scheme) -> "'" + scheme + ":'").collect(Collectors.joining(" or "));
		return schemes.isEmpty() ? "a directory" : "a directory, or a location that begins with " + schemes;
	}

	@Override
	public List<String> schemes() {
		return this.factories.stream().flatMap((factory) -> factory.schemes().stream()).toList();
	}

}
