"""The pages of the window, one module each; ``registry`` names them in the order of the left list."""
