package io.nagare.directory;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What a ticket is about: a node of the tenant's tree. Rules match its name. */
@Entity
@Table(name = "categories")
public class Category extends TreeEntry<Category> {

	protected Category() {
	}

	Category(String name, @Nullable String description, @Nullable UUID parentId) {
		super(name, description, parentId);
	}

}
