package io.nagare.directory;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The programs that serve external tasks of the bound tenant's models. Who knows how
 * programs sign in knows them, and implements this.
 */
public interface ExternalTaskWorkers {

	/** The program that acts by itself now; empty for anybody else. */
	Optional<Worker> current();

	/** The topics that some program of the tenant serves. */
	Set<String> topics();

	/**
	 * A program that an administrator has registered.
	 *
	 * @param client its key
	 * @param name for people to recognise it by
	 * @param topics what it serves; empty where it serves nothing
	 */
	record Worker(UUID client, String name, Set<String> topics) {

		/** Whether it serves the topic. */
		public boolean serves(String topic) {
			return this.topics.contains(topic);
		}

	}

}
