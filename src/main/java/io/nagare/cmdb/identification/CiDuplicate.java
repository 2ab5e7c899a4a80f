package io.nagare.cmdb.identification;

import java.util.List;

import io.nagare.cmdb.CiRef;

/**
 * Two items in use that may be the same thing.
 *
 * @param one the one that was recorded first
 * @param shared what both say, the most telling first
 */
public record CiDuplicate(CiRef one, CiRef other, List<Shared> shared) {

	/**
	 * A value by which items are recognised, and that both have.
	 *
	 * @param field as files name it: {@code name}, {@code attributes.serial}
	 * @param value as it is compared
	 */
	public record Shared(String field, String value) {
	}

}
