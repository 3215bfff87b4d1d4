"""The tabs of the page of calculators, one module each; ``registry.TABS`` names them."""
