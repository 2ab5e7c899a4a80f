/** The pages and calls through which people sign in and see to it. */
@NullMarked
package io.nagare.signin.web;

import org.jspecify.annotations.NullMarked;
