/**
 * Where the rows live: the server Nagare brings along or one it is given, the schema's
 * history, and the tenant that every transaction carries into PostgreSQL.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nagare.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
