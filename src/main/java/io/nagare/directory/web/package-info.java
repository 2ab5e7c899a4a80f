/** The calls by which people, teams and tenants are administered. */
@NullMarked
package io.nagare.directory.web;

import org.jspecify.annotations.NullMarked;
