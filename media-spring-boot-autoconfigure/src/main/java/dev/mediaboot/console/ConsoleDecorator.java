package dev.mediaboot.console;

import java.util.function.Predicate;

import dev.mediaboot.EndpointAddress;
import dev.mediaboot.MediaLocation;
import dev.mediaboot.MediaStore;
import dev.mediaboot.MediaStoreDecorator;
import dev.mediaboot.Mount;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Adds the settings of the console where its files are mounted.
 */
final class ConsoleDecorator implements MediaStoreDecorator {

	private final Predicate<Mount> admin;

	private final ObjectProvider<EndpointAddress> address;

	/**
	 * Creates the decorator.
	 * @param admin whether a mount is that of the admin
	 * @param address provides the endpoint once the application has started
	 */
	ConsoleDecorator(Predicate<Mount> admin, ObjectProvider<EndpointAddress> address) {
		this.admin = admin;
		this.address = address;
	}

	@Override
	public MediaStore decorate(MediaStore store, Mount mount) {
		return (this.admin.test(mount) && mount.location().contains(MediaLocation.ADMIN))
				? new ConsoleSettings(mount.prefix(), this.address, store) : store;
	}

}
