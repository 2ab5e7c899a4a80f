/** The one address that assistants speak to. */
@NullMarked
package io.nagare.mcp.web;

import org.jspecify.annotations.NullMarked;
