/** The application's entry point; everything else lives in the modules below it. */
@NullMarked
package io.nagare;

import org.jspecify.annotations.NullMarked;
