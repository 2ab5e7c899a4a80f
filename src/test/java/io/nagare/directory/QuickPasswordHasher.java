package io.nagare.directory;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Hashes the passwords of people that tests make: a whole run makes thousands of them,
 * and signs in each.
 */
@Component
@Primary
class QuickPasswordHasher extends PasswordHasher {

	QuickPasswordHasher() {
		super(64, 1);
	}

}
