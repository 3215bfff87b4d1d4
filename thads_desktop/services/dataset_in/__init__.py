"""Taking data sets in: what each row becomes here, one module for a few sets; all within one transaction of ``services.data_import``."""
