/** The calls through which browsers subscribe. */
@NullMarked
package io.nagare.push.web;

import org.jspecify.annotations.NullMarked;
