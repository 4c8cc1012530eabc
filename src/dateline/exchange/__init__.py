"""What goes into a casefile and comes out of it, alike for the command line and the desk."""
