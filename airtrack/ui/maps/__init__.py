"""The map: asked, worked out, drawn; its geometry over a route of its own."""
