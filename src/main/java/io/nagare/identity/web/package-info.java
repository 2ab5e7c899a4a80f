/** The pages and calls through which people sign in and are administered. */
@NullMarked
package io.nagare.identity.web;

import org.jspecify.annotations.NullMarked;
