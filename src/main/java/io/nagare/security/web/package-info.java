/** The custody of files over HTTP. */
@NullMarked
package io.nagare.security.web;

import org.jspecify.annotations.NullMarked;
