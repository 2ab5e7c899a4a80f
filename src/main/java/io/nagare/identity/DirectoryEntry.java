package io.nagare.identity;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;

import io.nagare.shared.Dated;

/**
 * A record of this module, whose changes the directory hears of.
 *
 * @param <T> the record
 */
@MappedSuperclass
@EntityListeners(DirectoryChanges.class)
abstract class DirectoryEntry<T extends DirectoryEntry<T>> extends Dated<T> {

}
