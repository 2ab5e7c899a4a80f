/** The calls through which administrators set up webhooks. */
@NullMarked
package io.nagare.integration.web;

import org.jspecify.annotations.NullMarked;
